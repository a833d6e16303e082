import { PACKAGE_NAME } from '../model/generator';

/** Where jsii notes on a class which package it is from, and under which name. */
const JSII_NAME = Symbol.for('jsii.rtti');

/**
 * The package that a project type comes from, which is the one that the rc file imports: this one, or an organisation's own. A class
 * that the rc file itself declares belongs to no package; then the package of its nearest base class counts.
 *
 * @param type the class of the project
 */
export function packageOfType(type: object): string {
  for (let current: unknown = type; typeof current === 'function'; current = Object.getPrototypeOf(current)) {
    const noted: unknown = Object.hasOwn(current, JSII_NAME) ? Reflect.get(current, JSII_NAME) : undefined;
    const fqn: unknown = typeof noted === 'object' && noted !== null ? Reflect.get(noted, 'fqn') : undefined;
    if (typeof fqn !== 'string') continue;
    const [name] = fqn.split('.');
    // Sources that jsii did not compile note nothing: the first note is then that of projen's own class.
    return name === 'projen' ? PACKAGE_NAME : name;
  }
  return PACKAGE_NAME;
}
