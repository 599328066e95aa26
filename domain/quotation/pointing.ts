const words = [
  'below|underneath|fwd?|forward(?:ing|ed|s)?|inline|in (?:red|blue|green|bold|capitals|caps)|between the lines',
  'abaixo|encaminh\\p{L}*|reencaminh\\p{L}*|em (?:vermelho|azul|verde|negrito)',
  'abajo|a continuaci[óo]n|reenv\\p{L}*|en (?:rojo|azul|verde|negrita)',
  'unten|untenstehend\\p{L}*|nachstehend\\p{L}*|weiterleit\\p{L}*|weitergeleitet\\p{L}*|in (?:rot|blau|grün|fett)',
  'ci-dessous|plus bas|transf[èeé]r\\p{L}*|en (?:rouge|bleu|vert|gras)',
  'qui sotto|di seguito|inoltr\\p{L}*|in (?:rosso|blu|verde|grassetto)',
  'hieronder|onderstaand\\p{L}*|doorst\\p{L}*|doorgestuurd\\p{L}*|in het (?:rood|blauw|groen|vet)',
].join('|');
const pointing = new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu');
const read = 4000;

/** Whether the writer sends the reader on to what stands below: "see my answers below", "forwarding this to you". */
export function pointsBelow(text: string): boolean {
  return pointing.test(text.slice(-read)) || text.trimEnd().endsWith(':');
}
