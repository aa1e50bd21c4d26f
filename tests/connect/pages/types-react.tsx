/** @jsxImportSource react */
// The hooks as React's own types see them. Only compiled; each `@ts-expect-error` fails when its line does.
import type { ReactNode } from 'react';
import type { Interest, Level, Nearside, Pick } from 'nearside';
import { NearsideProvider, Reason, useInterests, useLevel, useNearside, useRecommendations, useRerank } from 'nearside/react';

export function Typed({ engine, opening }: { engine: Nearside; opening: Promise<Nearside> }): ReactNode {
  const nearside: Nearside | null = useNearside();
  const { items, ready }: { items: Pick[]; ready: boolean } = useRecommendations('cart', { cart: ['sku-1'], count: 4, filter: 'in_stock', fallback: 'none', minimum: 3 });
  const mine: readonly { id: number; name: string }[] = useRerank([{ id: 1, name: 'Tea' }]);
  const bySlug: readonly { slug: string }[] = useRerank([{ slug: 'tea' }], ({ slug }) => slug);
  const none: readonly { id: number }[] = useRerank<{ id: number }>(null);
  const { level, chosen, setLevel } = useLevel();
  const now: Level | null = level ?? chosen;
  const heard: boolean = setLevel('off', { keep: true });
  const interests: readonly Interest[] = useInterests();
  // @ts-expect-error not a placement
  useRecommendations('attic');
  // @ts-expect-error not an option
  useRecommendations('home', { counts: 4 });
  // @ts-expect-error not a level
  setLevel('everything');
  // @ts-expect-error a reason is of a pick
  const bare = <Reason />;
  return (
    <>
      <NearsideProvider nearside={engine} />
      <NearsideProvider nearside={mine.length > 1 ? engine : null} />
      <NearsideProvider nearside={opening} elements><nearside-notice /><nearside-badge className="badge" /></NearsideProvider>
      <NearsideProvider catalog="/catalog.nsc" config={{ shop: 'Corner' }} ceiling="visit">{items.map((pick) => <Reason key={pick.id} pick={pick} className="why" />)}</NearsideProvider>
      {/* @ts-expect-error not an engine */}
      <NearsideProvider nearside="/catalog.nsc" />
      {/* @ts-expect-error not a property */}
      <NearsideProvider catalogue="/catalog.nsc" />
      {String([nearside?.ready, ready, mine.length, bySlug.length, none.length, now, heard, interests.length])}{bare}
    </>
  );
}
