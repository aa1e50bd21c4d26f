'use client';
import { List } from '../list.js';

function asked(tell) {
  const worker = new Worker(new URL('./in-worker.js', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }) => tell(data);
  worker.postMessage(new URL('/catalog.nsc', location.href).href);
  return () => worker.terminate();
}

export default function Page() {
  return <List asked={asked} />;
}
