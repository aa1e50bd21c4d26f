'use client';
import { open } from 'nearside/url';
import { List } from '../list.js';
import { told } from '../told.js';

function asked(tell) {
  const opening = open({ catalog: '/catalog.nsc' });
  opening.then((nearside) => tell(told(nearside)));
  return () => void opening.then((nearside) => nearside.dispose());
}

export default function Page() {
  return <List asked={asked} />;
}
