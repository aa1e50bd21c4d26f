/**
 * `nearside/react`: for React 18 and later, with or without a server. Nothing of React is in it, and the engine is loaded
 * in the browser alone.
 *
 * ```tsx
 * <NearsideProvider catalog="/catalog.nsc" config="/nearside.json" elements>
 *   <Picks />
 * </NearsideProvider>
 *
 * function Picks() {
 *   const { items } = useRecommendations('home', { count: 8 });
 *   return <ul className="picks">{items.map((item) => <li key={item.id}><a href={item.link}>{item.title}</a></li>)}</ul>;
 * }
 * ```
 */
export { Reason, type ReasonProps } from './elements.js';
export { useInterests, useLevel, useRecommendations, useRerank, type LevelState, type Recommendations } from './hooks.js';
export { NearsideProvider, useNearside, type NearsideProviderProps } from './provider.js';
