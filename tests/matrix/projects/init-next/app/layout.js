export const metadata = { title: 'Matrix: nearside init', icons: { icon: 'data:,' } };

export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
