/** Sentences of a derivation in their order. The same sentence may stand twice, so a key also says which time it is. */
export function Steps({ lines }: { lines: readonly string[] }) {
  const seen = new Map<string, number>();
  return (
    <ol className="steps">
      {lines.map((line) => {
        const time = (seen.get(line) ?? 0) + 1;
        seen.set(line, time);
        return <li key={`${line} ${time}`}>{line}</li>;
      })}
    </ol>
  );
}
