// No board at all.
document.querySelector('#board').remove();
document.documentElement.dataset.app = 'ready';
