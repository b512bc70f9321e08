// On a shared origin two programs never meet: the folder of copies is named by the scope.
export const copiesFolder = (scope) => encodeURIComponent(`${scope}voronka-copies`);
