/**
 * What a consent manager or the browser allows, read and said to the engine as a ceiling. Nothing here grants anything
 * or writes to the manager: a ceiling can lower the shopper's level, never raise it. Until a manager has answered, it
 * allows nothing. Each returns what makes it stop, which leaves its last ceiling in force.
 *
 * ```ts
 * import { open } from 'nearside';
 * import { tcf } from 'nearside/ceilings';
 * const nearside = await open({ catalog: '/catalog.nsc', ceiling: tcf });
 * ```
 */
import { follow, type DataLayer } from '../layer.js';
import type { Level, Nearside } from '../types.js';

/** What an adapter takes besides its source. */
export interface CeilingOptions {
  /** The highest level where the manager does not allow personalization, or has not answered yet. @default 'off' */
  otherwise?: Level;
}

type Stop = () => void;

/** Says what is allowed. */
function teller(nearside: Nearside, by: string, { otherwise = 'off' }: CeilingOptions = {}): (allowed: boolean) => void {
  const tell = (allowed: boolean) => nearside.setCeiling(by, allowed ? null : otherwise);
  tell(false);
  return tell;
}

/** Global Privacy Control: whoever sends it shares nothing. What stays on the device is not what it is about. */
export function gpc(nearside: Nearside): Stop {
  if (nearside.health.gpc) nearside.setCeiling('gpc', 'remember');
  return () => {};
}

interface ShopifyWindow {
  Shopify?: { customerPrivacy?: { preferencesProcessingAllowed?(): boolean } };
}

/** Shopify's Customer Privacy API: allowed where preferences may be processed. */
export function shopifyPrivacy(nearside: Nearside, options?: CeilingOptions): Stop {
  const tell = teller(nearside, 'shopify', options);
  const read = () => tell((globalThis as ShopifyWindow).Shopify?.customerPrivacy?.preferencesProcessingAllowed?.() === true);
  const events = ['visitorConsentCollected', 'shopifyCustomerPrivacyApiLoaded'];
  for (const name of events) document.addEventListener(name, read);
  read();
  return () => {
    for (const name of events) document.removeEventListener(name, read);
  };
}

export type { DataLayer };

/**
 * Google's consent mode: allowed while `personalization_storage` is granted. A default that holds for a region only
 * counts when it denies: where the shopper is, nobody here knows.
 */
export function consentMode(nearside: Nearside, dataLayer: DataLayer, options?: CeilingOptions): Stop {
  const tell = teller(nearside, 'consent-mode', options);
  let updated = false;
  let denied = false;
  return follow(dataLayer, (entry) => {
    const [command, kind, said] = Array.from((entry ?? []) as ArrayLike<unknown>) as [unknown, unknown, Record<string, unknown> | undefined];
    const granted = said?.['personalization_storage'];
    if (command !== 'consent' || (granted !== 'granted' && granted !== 'denied')) return;
    if (kind === 'update') {
      updated = true;
      tell(granted === 'granted');
    } else if (kind === 'default' && !updated) {
      denied ||= granted === 'denied';
      if (granted === 'denied' || !said?.['region']) tell(!denied);
    }
  });
}

interface TcData {
  gdprApplies?: boolean;
  eventStatus?: string;
  listenerId?: number;
  purpose?: { consents?: Record<string, boolean> };
  publisher?: { consents?: Record<string, boolean> };
}

type TcfApi = (command: string, version: number, callback: (data: TcData, success: boolean) => void, parameter?: unknown) => void;

/** To store on the device; to make a profile for content; to choose content by it. */
const PURPOSES = [1, 5, 6];

/**
 * IAB's Transparency and Consent Framework: allowed with consent for the purposes 1, 5 and 6, of the shop itself (the
 * publisher) where the manager keeps that apart, or where GDPR does not apply.
 */
export function tcf(nearside: Nearside, options?: CeilingOptions): Stop {
  const tell = teller(nearside, 'tcf', options);
  const api = (globalThis as { __tcfapi?: TcfApi }).__tcfapi;
  let listener: number | undefined;
  api?.('addEventListener', 2, (data, success) => {
    if (!success) return;
    listener = data.listenerId;
    const own = data.publisher?.consents ?? {};
    const consents = Object.keys(own).length > 0 ? own : (data.purpose?.consents ?? {});
    // While the shopper is asked, what they answered before is not an answer.
    const answered = data.eventStatus === 'tcloaded' || data.eventStatus === 'useractioncomplete';
    tell(data.gdprApplies === false || (answered && PURPOSES.every((purpose) => consents[purpose] === true)));
  });
  return () => {
    if (listener !== undefined) api?.('removeEventListener', 2, () => {}, listener);
  };
}
