'use client';

import { useEffect, useState } from 'react';

/** The shop's order until the engine is there, then the shopper's: the same cards, moved. */
export function Shelf({ products }) {
  const [nearside, setNearside] = useState(null);
  const [order, setOrder] = useState(products);

  useEffect(() => {
    let engine;
    let gone = false;
    (async () => {
      const [{ open }, { connect }] = await Promise.all([import('nearside'), import('nearside/elements')]);
      engine = await open({ catalog: '/catalog.nsc', config: '/nearside.json' });
      if (gone) return engine.dispose();
      connect(engine);
      const draw = () => setOrder(engine.level ? engine.rerank(products) : products);
      engine.addEventListener('change', draw);
      draw();
      setNearside(engine);
    })();
    return () => {
      gone = true;
      engine?.dispose();
    };
  }, [products]);

  return (
    <ol id="picks" className="cards" data-ranked={nearside ? '' : undefined}>
      {order.map(({ id, title, link, image, price }) => (
        <li key={id} data-id={id}>
          <img src={image} alt="" />
          <a href={link} onClick={() => nearside?.track('view', { id })}>{title}</a>
          <span className="price">${price.toFixed(2)}</span>
        </li>
      ))}
    </ol>
  );
}
