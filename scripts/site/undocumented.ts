import { type ProjectReflection, type Reflection, ReflectionKind } from 'typedoc';

const named =
  ReflectionKind.Function |
  ReflectionKind.Variable |
  ReflectionKind.Class |
  ReflectionKind.Interface |
  ReflectionKind.TypeAlias |
  ReflectionKind.Property |
  ReflectionKind.Method |
  ReflectionKind.Accessor;

const isDocumented = (reflection: Reflection): boolean =>
  reflection.hasComment() ||
  (reflection.isDeclaration() && reflection.getNonIndexSignatures().some((signature) => signature.hasComment()));

/**
 * What people can name and nobody has said a word about. A literal inside a signature is told of by what it stands in, and what
 * tells the kinds of a union apart by its value.
 */
export const undocumented = (project: ProjectReflection): string[] =>
  project
    .getReflectionsByKind(named)
    .filter(({ parent, name, flags }) => parent?.name !== '__type' && name !== 'kind' && !flags.isExternal)
    .filter((reflection) => !isDocumented(reflection))
    .map((reflection) => reflection.getFriendlyFullName());
