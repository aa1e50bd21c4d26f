// Stylesheets that scripts import for the bundler.
declare module '*.css';
