import { NearsideProvider } from 'nearside/react';

export const metadata = { title: 'Corner & Co', icons: { icon: 'data:,' } };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <head>
        <link rel="stylesheet" href="/shop.css" precedence="default" />
      </head>
      <body>
        <NearsideProvider catalog="/catalog.nsc" config="/nearside.json" elements>
          <header>
            <h1>Corner &amp; Co</h1>
            <nearside-badge />
          </header>
          <nearside-notice />
          {children}
        </NearsideProvider>
      </body>
    </html>
  );
}
