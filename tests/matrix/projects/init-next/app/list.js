'use client';
import { useEffect, useState } from 'react';

/** Eight picks, once `asked` told them, and how they came about. */
export function List({ asked }) {
  const [{ items, runs, problems }, tell] = useState({ items: [], problems: [] });
  useEffect(() => asked(tell), [asked]);
  return <ol id="picks" data-runs={runs} data-problems={problems.join(' ')}>{items.map(({ id, title }) => <li key={id} data-id={id}>{title}</li>)}</ol>;
}
