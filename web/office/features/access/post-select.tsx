import { Select } from 'antd';
import type { Post } from '../../api/access.ts';
import { useWords } from '../../words/index.ts';

type Props = {
  readonly id: string;
  readonly posts: readonly Post[];
  readonly value: string;
  readonly onChange: (postId: string) => void;
};

export function PostSelect({ id, posts, value, onChange }: Props) {
  const { either } = useWords();
  return (
    <Select
      id={id}
      {...(value !== '' && { value })}
      onChange={onChange}
      options={posts.map((post) => ({ value: post.id, label: either(post.title.zh, post.title.en) }))}
    />
  );
}
