import { existsSync } from 'node:fs';
import { Browser, chromium } from 'playwright-core';

/** Where Chromium is. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Whether it is there. */
export const hasChromium = existsSync(CHROMIUM);

/** Starts a browser that asks for nothing but the pages that it is sent to. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}
