/** @jsxImportSource react */
// The shop as its server draws it.
import { renderToString } from 'react-dom/server';
import { version } from 'react';
import { Shop, type ShopProps } from './react-shop.js';

export const reactVersion = version;
export const drawn = (props: ShopProps): string => renderToString(<Shop {...props} />);
