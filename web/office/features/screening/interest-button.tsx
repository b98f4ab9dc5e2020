import { useMutation } from '@tanstack/react-query';
import { Button, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { declareInterest, RELATIONS, type Relation } from '../../api/screening.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useRequestKeys } from '../../ui/use-request-keys.ts';
import { useWords } from '../../words/index.ts';

/** Says of the own nearness to a party (利害关系申报): it is added to the register and told to the auditor where one acts all the same. */
export function InterestButton({ subjectId, name }: { readonly subjectId: string; readonly name: string }) {
  const { say } = useWords();
  const id = useId();
  const keys = useRequestKeys();
  const [open, setOpen] = useState(false);
  const [relation, setRelation] = useState<Relation>('kin');
  const declare = useMutation({
    mutationFn: () => declareInterest(subjectId, relation, keys.of([subjectId, relation])),
    onSuccess: () => setOpen(false),
  });
  if (declare.isSuccess) return <span className="quiet small">{say('screening.interestDeclared')}</span>;
  return (
    <>
      <Button size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {say('screening.interest')}
      </Button>
      <Modal
        open={open}
        title={say('screening.interest')}
        okText={say('screening.declare')}
        cancelText={say('ui.cancel')}
        confirmLoading={declare.isPending}
        onOk={() => declare.mutate()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <div className="stack">
          <p lang="zh-CN">{name}</p>
          <p className="quiet small">{say('screening.interestHelp')}</p>
          <label htmlFor={id}>{say('screening.relation')}</label>
          <Select
            id={id}
            value={relation}
            onChange={setRelation}
            options={RELATIONS.map((value) => ({ value, label: say(`screening.relation_${value}`) }))}
          />
          <ProblemAlert error={declare.error} />
        </div>
      </Modal>
    </>
  );
}
