// Other tabs of the same shop: told of a change, and of an erasure. Nothing about the shopper is in the message.
/** The channel's name, and the one key in storage (`KEY` of `src/store.rs`). */
const CHANNEL = 'nearside';

export interface OtherTabs {
  /** That all was erased at this time, or, without one, that something changed. */
  tell(erased: number): void;
  close(): void;
}

/** Listens to other tabs; `undefined` where there are none (a server). */
export function otherTabs(on: { changed(): void; erased(when: number): void }): OtherTabs | undefined {
  if (typeof window === 'undefined') return undefined;
  const channel = openChannel();
  if (channel) {
    channel.onmessage = ({ data }) => {
      if (data > 0) on.erased(data);
      else on.changed();
    };
  }
  // The message can be here before what was written is: the storage event comes when it can be read.
  const written = ({ key }: StorageEvent) => {
    if (key === CHANNEL || key === null) on.changed();
  };
  window.addEventListener('storage', written);
  return {
    tell: (erased) => channel?.postMessage(erased),
    close: () => {
      window.removeEventListener('storage', written);
      channel?.close();
    },
  };
}

/** Firefox refuses channels where it refuses storage; then there is nothing to share anyway. */
function openChannel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    return undefined;
  }
}
