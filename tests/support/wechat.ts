/** An article of WeChat as its server gives it: empty where a script would fill in, the text hidden until that has run. */
export type WeChatArticle = {
  readonly title: string;
  readonly account: string;
  /** Seconds, as the page's script has them. */
  readonly sent: number;
  readonly lines: readonly string[];
  /** What a browser has filled in when the page is saved. */
  readonly shown?: string;
  readonly script?: string;
};

const closed = 'style="display:none;"';

export const wechatArticle = ({ title, account, sent, lines, shown = '', script }: WeChatArticle): string => `<!DOCTYPE html><html><head>
<meta charset="utf-8"><meta property="og:title" content="${title}"><meta property="og:site_name" content="微信公众平台"><title></title></head>
<body id="activity-detail"><div id="js_article"><div id="page-content"><div id="img-content"><h1 class="rich_media_title" id="activity-name">
${title}
</h1><div id="meta_content"><span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" id="js_name">
${script === undefined ? account : ''}
</a><div id="js_profile_qrcode" aria-hidden="true" ${closed}><strong class="profile_nickname">${account}</strong><p><label>微信号</label><span>yc2026</span></p></div></span>
<em id="publish_time" class="rich_media_meta">${shown}</em><em id="js_ip_wording_wrp" ${closed}>发表于<span id="js_ip_wording"></span></em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">
${lines.map((line) => `<section><p style="text-indent:2em"><span>${line}</span></p></section>`).join('\n')}
</div></div></div></div><div id="js_pc_qr_code" ${closed}><p>微信扫一扫<br>关注该公众号</p></div>
<script>${script ?? `var nickname = htmlDecode("${account}");\nvar ct = "${sent}";\nvar oriCreateTime = '${sent}';`}</script></body></html>`;

export const wechatCheck = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>Weixin Official Accounts Platform</title></head><body><div class="weui-msg">
<h2 class="weui-msg__title">环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p><a id="js_verify">去验证</a></div></body></html>`;
