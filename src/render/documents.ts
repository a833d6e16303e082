// What is written from the final texts of other files, with the checklist and its parsers: loaded when it is used.
export { renderContributing } from './governance/contributing';
export { renderPage, renderReadme } from './readme/readme';
export { foundIn } from './readme/readme-facts';
export { renderSecurity } from './security/security';
