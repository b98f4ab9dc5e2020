import { useEffect, useState } from 'react';

/** An address within this page for a PDF that came with an answer; it goes with the part that shows it. Without one: undefined. */
export function useFileAddress(base64: string | null | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (typeof base64 !== 'string') {
      setAddress(undefined);
      return undefined;
    }
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const made = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [base64]);
  return address;
}
