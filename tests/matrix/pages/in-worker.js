import { open } from 'nearside';

onmessage = async ({ data }) => {
  const nearside = await open({ catalog: data });
  postMessage(nearside.recommend('home', { count: 8 }).items.map(({ id, title }) => ({ id, title })));
};
