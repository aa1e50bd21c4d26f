import { Picks } from '../components/picks.jsx';

export default function Page() {
  return <Picks />;
}
