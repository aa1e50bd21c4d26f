/** Types of `nearside/rights`: a file to take along, a file that is brought, a receipt, a policy. */

/** What `toFile()`, `fromFile()` and `preview()` take besides. */
export interface FileOptions {
  /** Locks the file, or opens one that is locked. Nobody can open it without. @default none */
  passphrase?: string;
}

/** Why a file was refused. All have the code `BAD_OPTION`; nothing was changed. */
export type Refusal =
  /** It is locked and no passphrase was given. */
  | 'locked'
  /** The passphrase is wrong, or the locked file was changed. */
  | 'passphrase'
  /** It is no file of Nearside, or a damaged one. */
  | 'not-ours'
  /** A later release wrote it. */
  | 'too-new'
  /** Larger than any file of Nearside, or it asks for more work than any. */
  | 'too-large'
  /** This page may not use the browser's cryptography (no HTTPS). */
  | 'no-crypto';

/** Where and when a file was written. */
export interface Origin {
  /** The shop's name as it stands in the file: anybody can write anything there. */
  shop: string;
  /** `YYYY-MM-DD`. */
  day: string;
  /** Whether it is the name of the shop that is open now. */
  here: boolean;
}

/** How many of each. */
export interface Amounts {
  signals: number;
  statements: number;
}

/** What is in a file, before anything is changed. */
export interface Preview {
  /** Hand this to `nearside.import(profile, { mode })`. */
  profile: string;
  /** `null`: a bare export, which does not say. */
  from: Origin | null;
  /** What the file holds. */
  holds: Amounts;
  /** What this shop would keep of it. */
  fits: Amounts;
  /** Why it would leave the others out; these numbers and those of `fits` add up to those of `holds`. */
  dropped: {
    /** This shop does not note such signals. */
    source: number;
    /** This shop learns nothing from such products; or their id or label reads as somebody's address or number. */
    sensitive: number;
    /** Older than they are kept here. */
    old: number;
  };
  /** Of the signals that fit: about products that this shop does not sell now. */
  elsewhere: number;
  /** What most of the signals that fit are about: labels of categories, brands and the like, at most 12. Plain text. */
  interests: string[];
}

/** What `receipt()` takes besides. */
export interface ReceiptOptions {
  /** Which change of mind, a place in `settings.choices`; -1 is the latest. @default -1 */
  at?: number;
  /** The language that the shopper read, such as `de`. @default 'en' */
  language?: string;
  /** The country whose law the shop is under, as in ISO 3166, such as `DE`. @default not said */
  country?: string;
}
