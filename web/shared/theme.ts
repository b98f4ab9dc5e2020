import type { ThemeConfig } from 'antd';

/** Ink, paper, one accent. Greys are dark enough for 4.5:1 on paper: a clerk reads this all day. */
export const COLOURS = {
  ink: '#17456b',
  text: '#1d252c',
  quiet: '#56626d',
  paper: '#ffffff',
  ground: '#f4f6f8',
  line: '#d9dfe5',
  refused: '#b3261e',
  warned: '#8a5300',
  allowed: '#1b6b3a',
} as const;

export const THEME: ThemeConfig = {
  token: {
    colorPrimary: COLOURS.ink,
    colorLink: '#1b5a91',
    colorError: COLOURS.refused,
    colorWarning: COLOURS.warned,
    colorSuccess: COLOURS.allowed,
    // Derived from accents as dark as these, the grounds of messages would be mud.
    colorErrorBg: '#fdf0ef',
    colorErrorBorder: '#e2b1ad',
    colorWarningBg: '#fdf6e7',
    colorWarningBorder: '#e3cd9c',
    colorSuccessBg: '#eef7f1',
    colorSuccessBorder: '#acd2ba',
    colorInfoBg: '#eef4f9',
    colorInfoBorder: '#b3cbdf',
    colorText: COLOURS.text,
    colorTextSecondary: COLOURS.quiet,
    colorTextTertiary: COLOURS.quiet,
    colorTextDescription: COLOURS.quiet,
    colorTextPlaceholder: '#66717c',
    colorTextDisabled: '#66717c',
    colorBorder: '#b9c2cb',
    colorBorderSecondary: COLOURS.line,
    colorBgLayout: COLOURS.ground,
    borderRadius: 4,
    fontSize: 14,
    fontFamily:
      '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif',
    motionDurationMid: '0.1s',
    motionDurationSlow: '0.15s',
  },
  components: {
    Layout: { headerBg: COLOURS.paper, siderBg: COLOURS.paper, headerHeight: 52, headerPadding: '0 16px' },
    Menu: { itemHeight: 36, itemMarginInline: 8 },
    Table: { headerBg: '#eef2f5', cellPaddingBlockSM: 7, cellPaddingInlineSM: 10, rowHoverBg: '#f3f7fb' },
    Descriptions: { labelBg: '#f4f6f8' },
  },
};
