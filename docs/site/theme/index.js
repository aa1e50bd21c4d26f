// The generator's own look, in the project's colors.
import DefaultTheme from 'vitepress/theme';
import './site.css';

export default DefaultTheme;
