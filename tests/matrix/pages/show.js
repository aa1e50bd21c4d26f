// What every page does that has an engine of its own. Not here: where the engine comes from.
import { draw } from './draw.js';
import { told } from './told.js';

export async function show(opening) {
  draw(told(await opening));
}
