/** English written in Hebrew letters: a language that the package does not have, made by rule, as a shop would add one. */
import type { Catalog, Message } from '../../www/locales/catalog.js';
import { en } from '../../www/locales/en.js';

const swap = (text: string): string => text.split(/(\{\w+\})/).map((part) => part.startsWith('{') ? part
  : part.replace(/[a-z]/gi, (letter) => String.fromCharCode(0x5d0 + (letter.toLowerCase().charCodeAt(0) - 97) % 26))).join('');

const message = (one: Message): Message => typeof one === 'string' ? swap(one)
  : Object.fromEntries(Object.entries(one).map(([form, text]) => [form, swap(text)])) as Message;

export const pseudo = Object.fromEntries(Object.entries(en).map(([key, one]) => [key, message(one)])) as Catalog;
