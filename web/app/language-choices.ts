/** Languages call themselves by their own names, whatever the page speaks. */
export const languageChoices = [
  { id: 'en', label: 'English' },
  { id: 'pt-BR', label: 'Português (Brasil)' },
];
