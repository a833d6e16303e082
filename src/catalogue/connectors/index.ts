import { ConnectorRecord } from './connector-record';
import { SOURCES } from './sources';
import { STORAGE } from './storage';
import { TABLES } from './tables';

/** Every connector, in the order of documents. */
export const CONNECTORS: readonly ConnectorRecord[] = [...STORAGE, ...TABLES, ...SOURCES];

/** Names of all connectors. */
export const CONNECTOR_NAMES: readonly string[] = CONNECTORS.map((connector) => connector.name);
