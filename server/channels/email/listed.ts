/** The words of a field that names several. */
export function listed(value: string): string[] {
  return [...new Set(value.split(',').map((word) => word.trim()))].filter((word) => word !== '');
}
