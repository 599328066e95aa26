const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}

/** Plain text as a page that says the same and nothing else. */
export function htmlOfText(text: string): string {
  const words = escapeHtml(text).replace(/\r\n?|\n/g, '<br>\n');
  return `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><p>${words}</p></body></html>`;
}
