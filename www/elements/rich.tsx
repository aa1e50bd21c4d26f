/** @jsxImportSource ./draw */
/** Small pieces that everything drawn with JSX uses: sentences with names in them, pictograms, bars. */
import type { Child } from './draw/jsx-runtime.js';
import { path, type IconName } from './icons.js';
import type { Key, Text, Values } from './text.js';

/** A sentence; names that a shop or a person wrote stand in `<bdi>`, always as text. */
export function say(text: Text, key: Key, values: Values): Child[] {
  return text.rich(key, values, (name) => <bdi>{name}</bdi>);
}

export function Icon({ name }: { name: IconName }) {
  return <svg viewBox="0 0 24 24" class={`icon icon-${name}`} aria-hidden="true"><path d={path(name)} /></svg>;
}

/** A bar from 0 to 1. What it shows is also said in words, by `label` or beside it. */
export function Bar({ part, label }: { part: number; label?: string }) {
  const inlineSize = `${Math.round(Math.min(Math.max(part, 0), 1) * 1000) / 10}%`;
  return (
    <span class="bar" part="bar" role={label && 'img'} aria-label={label} aria-hidden={label ? undefined : 'true'}>
      <span style={{ inlineSize }} />
    </span>
  );
}
