/* Light or dark as this browser was told, before anything is drawn. Not a module, for those come later. */
(() => {
  const theme = localStorage.getItem('mien.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
})();
