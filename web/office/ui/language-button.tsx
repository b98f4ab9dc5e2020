import { Button } from 'antd';
import { chooseLanguage, useWords } from '../words/index.ts';

export function LanguageButton() {
  const { say, language } = useWords();
  const other = language === 'en' ? 'zh' : 'en';
  return (
    <Button
      type="text"
      size="small"
      lang={other === 'en' ? 'en' : 'zh-CN'}
      title={say('shell.languageLabel')}
      onClick={() => void chooseLanguage(other)}
    >
      {say('shell.language')}
    </Button>
  );
}
