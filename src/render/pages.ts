/** Every variable, with what it takes. */
export const CONFIGURATION_PAGE = 'docs/configuration.md';

/** What containers do, and what they need: tables, addresses, Kubernetes, how a start works. */
export const RUNNING_PAGE = 'docs/running.md';

/** What the pipeline does, and how to publish. */
export const PUBLISHING_PAGE = 'docs/publishing.md';

/** The pages of a generated repository that README.md leads to. */
export const PAGES: readonly string[] = [CONFIGURATION_PAGE, RUNNING_PAGE, PUBLISHING_PAGE];
