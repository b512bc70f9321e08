// Chance that can be had again: a run says its seed, VORONKA_SEED takes another one.
export function seeded(usual) {
  const seed = Number(process.env.VORONKA_SEED ?? usual);
  let state = seed >>> 0;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return { seed, random, pick: (list) => list[Math.floor(random() * list.length)] };
}
