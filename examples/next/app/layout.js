export const metadata = { title: 'Corner & Co', icons: { icon: 'data:,' } };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <head>
        <link rel="stylesheet" href="/shop.css" precedence="default" />
      </head>
      <body>{children}</body>
    </html>
  );
}
