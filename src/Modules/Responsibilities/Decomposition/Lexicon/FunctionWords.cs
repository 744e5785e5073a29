using System.Text.RegularExpressions;

namespace Qinglian.Responsibilities.Decomposition.Lexicon;

/// <summary>Words that carry the structure of a sentence rather than its matter.</summary>
internal static partial class FunctionWords
{
    /// <summary>Modal words of demand.</summary>
    public static readonly WordTable Modals = new("要 应 应当 应该 须 必须 需 需要 务必 务须 一定要 都要 也要 还要 更要 既要 又要 均要 均应 都应 都必须 也必须 要求做到 要切实 要坚决 得以 只能 方可");

    /// <summary>Length of the modal word at <paramref name="at"/>; 应当场 is 应 before 当场.</summary>
    public static int ModalAt(string text, int at) =>
        Modals.At(text, at) is 2 && text.AsSpan(at).StartsWith("应当") && at + 2 < text.Length && text[at + 2] is '场' or '天' or '日' or '月' or '年' or '面' or '众' or '庭' ? 1 : Modals.At(text, at);

    /// <summary>来不得半点含糊, 动不得: here 不得 completes a verb and forbids nothing.</summary>
    public static bool Complement(string text, int at) =>
        text.AsSpan(at).StartsWith("不得") && (at > 0 && text[at - 1] is '来' or '容' or '免' or '舍' or '少' or '怪' or '恨' or '巴' or '顾' or '见' or '由' or '动' or '碰' or '摸' or '贪' || at + 2 == text.Length || text[at + 2] is '、' or '已');

    /// <summary>The whole predicate of those who help.</summary>
    public static readonly WordTable Assisting = new("配合 协助 参与 协同 协办 参加 积极配合 密切配合 共同参与 协同配合 做好配合");

    /// <summary>What the named party says it will do.</summary>
    public static readonly WordTable Future = new("将 将会 将要 也将 还将 均将 都将 将继续");

    /// <summary>Words that ask something of the party behind them.</summary>
    public static readonly WordTable Asking = new("建议 提请 恳请 商请 函请 报请 烦请 敬请 务请 希请 拟请 另请");

    /// <summary>Modal words that forbid.</summary>
    public static readonly WordTable Forbidding = new("不得 不准 不许 严禁 禁止 一律不得 一律不准 不可 不应");

    /// <summary>Weaker negations: they follow a duty more often than they make one.</summary>
    public static readonly WordTable Negating = new("不能 不要 绝不 决不 绝不能 决不能 绝不允许 决不允许 不允许 切忌 切不可 不再 绝不许");

    /// <summary>Words in which 要, 应, 须 or 需 is no modal.</summary>
    private static readonly WordTable NotModal = new("""
        纪要 重要 主要 必要 首要 紧要 纲要 概要 摘要 提要 要点 要素 要害 要件 要么 只要 要闻 要领 要务 要旨 要义 要求 要职 要道 要案 要地 简要 扼要 次要 机要 险要 需求 所需 令行禁止 有禁不止 急需 按需 必需 供需 亟需 无须 无需 不要求
        应急 应对 相应 反应 响应 适应 供应 对应 效应 应用 回应 应有 应收 应付 应届 应邀 应聘 感应 呼应 应变 应诉 应考
        """);

    /// <summary>Length of a word at <paramref name="at"/> in which a modal syllable is none; 要点名 is 要 before a verb, not 要点.</summary>
    public static int InWord(string text, int at) =>
        NotModal.At(text, at) is > 0 and var length && !(text[at] == '要' && Verbs.At(text, at + 1) is { Length: > 1 }) ? length : 0;

    /// <summary>Adverbs of manner and degree; before a verb without subject they mark an imperative.</summary>
    public static readonly WordTable Adverbs = new("""
        优先 随机 挨家 挨户 逐户 逐人 认真 切实 进一步 持续 不断 着力 深入 全面 严格 坚决 扎实 积极 主动 及时 更加 更好 更 充分 大力 全力 奋力 倾力 有力 有效 有序 稳妥 稳步 逐步 逐项 逐条 逐一 逐个 逐级 逐村 逐份 层层 分级 分类 分别 分批 统一 集中 重点 系统 精准 科学 规范 依法 依规 依纪 依法依规 依纪依法 从严 从快 从实 严肃 严密 严厉 密切 紧密 经常 经常性 定期 不定期 实时 动态 随时 适时 迅速 尽快 立即 抓紧 率先 带头 亲自 直接 共同 协同 联合 合力 同步 一并 一体 一律 也 还 又 再 并 予以 加以 给予 都 均 则 应 就 才 先 首先 同时 始终 一贯 长期 持久 牢牢 牢固 深刻 准确 高度 最大限度 最大程度 因地制宜 有针对性 有针对性的 针对性 创造性 自觉 自主 严谨 客观 公正 公开 公平 全程 全年 全部 完全 基本 彻底 坚定不移 坚定 毫不动摇 毫不放松 持之以恒 坚持不懈 一以贯之 常态化 制度化 清单化 项目化 具体 详细 妥善 合理 灵活 综合 广泛 普遍 多渠道 多形式 多方式 多层次 大胆 勇于 善于 敢于 特别 尤其 特别要 非常 务求 力争 争取 确实 真正 必须 牵头 配合 协助 负责 具体负责 主要负责 可 会 源头 有机 实 按期 按时 如期 限期 当场 现场 当面 书面 口头 无条件 不折不扣 平时 多 少 既 不断巩固 正确 反复 逐年 逐月 按月 按季 按季度 按年 日常 至少 原则上 方才 完整 如实 准时 从重 稳中求进 快速 专门 专题 专项 双人 两人 专人 双方 事先 事前 提前 预先 事后 会前 会后 随后 及早 尽早 即时 即刻 逐笔 逐张 逐站 逐车 逐岗 重新 择机 酌情 视情 视情况 尽量 尽可能 迅即 陆续 相继 就地 就近 从速 按旬 按日 按周 按批次 按学期 逐店 逐校 逐院 逐案 逐件 逐家 逐层 逐环节 逐句 逐日 逐周 逐批 逐次 逐段 逐片 逐点 逐科 逐部门 逐单位 逐镇 逐乡 逐组 逐栋 逐楼 逐班 逐事项 亲手 亲笔 联名 轮流 分头 分片 分段 分阶段 分步 分期 滚动 交叉 异地 提级 一次性 足额 全额 按比例 按程序 按规定 按要求 按计划 按进度 按权限 第一时间 无偿 免费 集体 择优 从轻 从优 加倍 单独 自行 亲力亲为 仍 仍要 继续 永远 时刻 任何时候 无论 绝对 一定
        """);

    /// <summary>Prepositions: what follows is circumstance until a verb takes over.</summary>
    public static readonly WordTable Prepositions = new("对 对于 把 将 向 与 同 为 为了 从 由 在 于 就 以 用 按 按照 依照 依据 根据 结合 有机结合 围绕 紧紧围绕 针对 通过 借助 依托 立足 着眼 聚焦 紧盯 对照 对标 面对 面向 随着 经 经过 除 凭借 沿着 遵照 比照 参照 本着 瞄准 连同 会同 突出问题 通过采取 抓住");

    /// <summary>Prepositions that make a clause of their own (围绕……，).</summary>
    public static readonly WordTable Framing = new("按照 依照 依据 根据 结合 有机结合 围绕 紧紧围绕 针对 通过 借助 依托 立足 着眼 聚焦 紧盯 对照 对标 面对 面向 为了 遵照 参照 比照 本着 瞄准 在 以 从 用 随着 抓住 凭借 经 贯穿 发挥 统筹 对标对表");

    /// <summary>Light verbs: after a prepositional phrase they, not the nouns before them, are the predicate.</summary>
    public static readonly WordTable LightVerbs = new("开展 进行 实施 实行 作为 纳入 列入 融入 贯穿 加以 予以 给予 作出 追究 启动 建立 制定 制订 出台 完善 细化 提出 组织 召开 举办 结合起来 统一起来 报送 上报 汇总上报 办理 移送 通报 公示 公布 公开 问责 查处 严肃查处 派驻 形成 进行通报 深挖");

    /// <summary>Openers of a sentence that belong to its rhetoric.</summary>
    public static readonly WordTable Markers = new("首先 其次 再次 再者 最后 同时 此外 另外 对此 为此 总之 特别是 尤其是 尤其 特别 因此 所以 今后 下一步 下步 接下来 具体来说 与此同时 一方面 另一方面 不仅 不但 而且 并且 而是 从而 进而 也 并 且 还 而 既 又 更 关键 这就要求 会议要求 会议强调 会议决定 会议议定 会议明确 会议确定 会议号召 全会要求 全会强调 全会决定 因而 只有这样 但 但是 然而 其中 以此 就是 即");

    /// <summary>Verbs of state: their sentence describes.</summary>
    public static readonly WordTable States = new("存在 有待 依然 仍然 依旧 意味着 体现了 表明 说明了 标志着 取决于 源于 来源于 关系到 关系着 直接关系 关系 事关 面临 呼唤 需要 迎来 进入 处于 成为 属于 在于 意义重大 任重道远 责任重大 使命光荣 犹存 严峻 来之不易 有赖于 充分体现 凝聚着 没有 不够 不足 不强 不硬 不实 不高 不严 滞后 粗放 缺失 明显好转 总体向好 尚未 还未 未能 有的 有些 个别 少数 部分 何况 无非 容易 在所难免 不容乐观 不在话下 莫过于");

    /// <summary>What only an account of shortcomings contains.</summary>
    public static readonly WordTable Shortcomings = new("有待 依然存在 仍然存在 依旧存在 还存在 存在一定 犹存 还没有 不够 不强 不硬 粗放 比较薄弱 较为薄弱 不充分 不到位 不严格 一定差距 不足 仍有 有的同志 个别 少数");

    /// <summary>Begin like a word of shortcomings and are none.</summary>
    public static readonly WordTable NoShortcomings = new("个别谈话 个别访谈 个别约谈 个别酝酿 个别沟通 个别辅导 个别交谈 个别警示 少数民族 少数服从 关键少数 不足额 补足");

    /// <summary>Openers of a look back.</summary>
    public static readonly WordTable Past = new("一年来 过去一年 过去的一年 去年 近年来 这些年 近两年 近三年 几年来 多年来 今年以来 以来 前期 前段时间 前一阶段 前不久 刚才 稍后 稍候 昨天 日前 上一年 回顾 上个月 上星期 前几天 前些天 前些日子 前阵子 有一次 有一回 从前 过去有 以前 当年 早在 记得 上半年来 五年来 三年来 期间，我们 开年之际");

    /// <summary>5日前 is a limit, 2019年以来实施的 describes a noun: only what stands for itself tells of the past.</summary>
    public static bool TellsPast(string text, int start, int end) =>
        !(text.AsSpan(start, end - start).StartsWith("日前") && start > 0 && (char.IsAsciiDigit(text[start - 1]) || "一二三四五六七八九十*×".Contains(text[start - 1])))
        && !(text[end - 1] is '来' or '年' && end < text.Length && text[end] is not ('，' or '：' or '、') && text.AsSpan(start, end - start) is "以来");

    /// <summary>去年……，今年换个办法: here the look back ends.</summary>
    public static bool TurnsToNow(string text, int at) => at < text.Length && text[at] == '自' && text.IndexOf('起', at, Math.Min(12, text.Length - at)) > at + 2 || Now.At(text, at) is > 0 and var now && !text.AsSpan(at + now).StartsWith("以来") && !text.AsSpan(at + now).StartsWith("上半年");

    private static readonly WordTable Now = new("今年 今后 下一步 下步 下半年 接下来 从现在起 即日起 自即日起 新的一年");

    public static readonly WordTable ConditionStarts = new("凡 凡是 如果 如遇 如有 如因 如需 如确 若 倘若 对于 遇有 遇到 一旦 无论 不论 不管 只有 只要 除非 即使");

    /// <summary>An argument, not a demand.</summary>
    public static readonly WordTable Arguments = new("才能 才会 方能 只有 就能 就会 难免 往往 在所难免 未必 何尝 就没有 之所以 因为 由于 正如 正是 事实证明 实践证明 可以说 无论从 毋庸置疑 众所周知 这充分 这是 这些 这种 这个 以上报告 以上意见 以上情况 以上是 以上发言 以上汇报");

    /// <summary>What a meeting did or held, told in its minutes.</summary>
    public static readonly WordTable MeetingTold = new("会议听取 会议审议 会议讨论 会议传达 会议学习 会议观看 会议认为 会议指出 会议同意 会议原则同意 会议一致 会议充分 会议回顾 会议通报 会议研究 会议肯定 会议通过 会议原则通过 会议还 会议由 全会听取 全会审议 全会认为 全会指出 全会同意 全会充分 大会听取 大会审议 与会人员 与会同志 与会代表 会上");

    /// <summary>校长诉苦：“……”: what somebody is told to have said binds nobody; 会议强调, 规定 and 要求 stand on purpose not among these verbs.</summary>
    public static bool Speaks(string text, int from, int quote)
    {
        while (quote > from && text[quote - 1] is '：' or '，')
            quote--;
        return Telling().IsMatch(text[from..quote]);
    }

    /// <summary>群众反映，会计说“……”: the clause closes with somebody speaking, not ordering.</summary>
    public static bool Reports(string open) =>
        Telling().IsMatch(open.TrimEnd(Clause.Blank)) && !open.StartsWith("会议", StringComparison.Ordinal) && !open.StartsWith("全会", StringComparison.Ordinal) && !open.StartsWith("大会", StringComparison.Ordinal);

    [GeneratedRegex("((?<![小学游传演解劝来是样]|换句话|一句话)说|(?<![访慰询顾提疑质审讯发追学])问|(?<![报渠轨频隧知街管通])道|诉苦|叫苦|倒苦水|抱怨|感慨|感叹|坦言|直言|调侃|吐槽|嘀咕|发牢骚|辩解|辩称|声称|自称|反映|认为|表示|谈到|讲到|提到|回忆|介绍|忏悔|(同志|[×*]|群众|代表|委员|职工|员工|村民|居民|家长|教师|老师|学生|企业家?|师傅|网友|有人|他|她|我)(提出|建议|提议))(过|时|着)?$")]
    private static partial Regex Telling();

    /// <summary>The vocabulary of those who sell copies of texts.</summary>
    public static readonly WordTable Advertising = new("订阅 会员 倒卖 资料群 QQ群 微信群 会员群 qq群 免费下载 免费赠送 下载 付费 扫码 加微信 加群 关注公众号 禁止外传 仅供学习 版权所有 转载 权益 优惠 折扣 文库 代写 独家 入群 客服 续费 购买 www. http 公文网 材料网 海量 文稿 范文 赠送 淘宝 店铺 充值 试读");

    /// <summary>重点抓好六件事, 做好以下三项工作: counts what follows.</summary>
    public static bool CountsMatters(string text) => Matters().IsMatch(text);

    [GeneratedRegex("(抓好|做好|把握|突出|坚持|抓住|处理好|做到|办好|开展|推进|落实|实施|强调|谈|说|讲|提|围绕|聚焦|从)[^，]{0,6}?(以下|下列|这)?[几两二三四五六七八九十0-9]{1,2}(件事情?|个方面|方面|项工作|项任务|项重点工作|项重点任务|个重点|个环节|个关系|点意见|点要求|点希望|点建议|点|个字|篇文章|件实事)(的?(工作|努力|意见|要求|文章|内容|重点))?(入手|着手|发力|着力|下功夫|用力)?$")]
    private static partial Regex Matters();

    /// <summary>Verbs after which somebody else is to act.</summary>
    private static readonly WordTable Urging = new("督促 敦促 责成 责令 督促指导 指导督促 推动 监督 要求 督促推动");

    /// <summary>Length of a verb of urging at <paramref name="at"/>.</summary>
    public static int Urges(string text, int at) => Urging.At(text, at);

    /// <summary>Announces what follows or asks for measures in general.</summary>
    public static readonly WordTable Announcing = new("以下几 以下工作 以下方面 以下意见 以下措施 以下要求 以下事项 以下任务 以下问题 以下内容 以下原则 以下规定 以下情形 以下情况 以下三 以下四 以下五 以下六 下列 如下 几点意见 几点要求 点意见 点要求 几个方面 方面意见 有效措施 有力措施 加以解决 认真加以解决 作如下 强调几点 讲几点 再强调几点 几点希望 点希望");

    /// <summary>Gives something a rank: 把……摆在首位.</summary>
    public static readonly WordTable Ranking = new("摆在 放在 挺在 置于 摆上 放到 摆到 贯穿于 贯穿始终 作为首要 作为出发点 作为落脚点 作为根本 作为标准 作为首要 作为重要 作为重大 作为重中之重 作为头等 作为第一 作为基本 作为核心 作为关键 作为主线 作为主题 作为突破口 作为切入点 作为着力点 作为目标 作为使命 作为责任 作为追求 作为本职 作为天职 作为政治任务 作为必修课 作为座右铭 作为自觉 作为检验 作为衡量 当作 当成 视为 视作 看作 看成 体现在 落实到行动上 统一到 内化于心 刻在");

    /// <summary>Predicates that take their object as an image.</summary>
    public static readonly WordTable MetaphorVerbs = new("体现在");

    /// <summary>Two things done as one: 同部署、同检查.</summary>
    public static readonly WordTable Together = new("同部署 同谋划 同推进 同考核 同检查 同督办 同落实 同规划 同安排 一起抓 一起查 一体抓");

    /// <summary>Lines of the imprint: contact, enclosure, copies.</summary>
    public static readonly WordTable Imprint = new("联系人 联系电话 联系方式 附件 抄送 主送 电话 电子邮箱 邮箱 地址");

    /// <summary>Ends of a phrase of means or scope.</summary>
    public static readonly WordTable Means = new("方式 形式 途径 渠道 手段 方法 等举措 等措施 问题 漏洞 隐患 短板 弱项 特点 实际 领域 环节 部位 落实 努力 契机 机会");

    /// <summary>Ends of 经……研究, 经……同意.</summary>
    public static readonly WordTable Approved = new("研究 同意 批准 审议 决定 研究决定 研究同意 授权 审定 审核 核实 查实 审议通过");

    public static readonly WordTable TopicNouns = new("工作 名单 结果 情况 记录 报告 方案 制度 事项");

    /// <summary>What is forbidden to people rather than demanded of them.</summary>
    public static readonly WordTable Misdeeds = new("收受 收取 索取 索要 接受 挪用 侵占 截留 套取 虚报 冒领 私设 私分 违规 违反 擅自 参与 参加 泄露 透露 打探 干预 插手 利用 饮酒 酒后 经商 兼职 出入 组织或 滥用 隐瞒 瞒报 谎报 伪造 篡改 销毁 转让 出借 赌博 打击 借 公款 弄虚作假 巧立");

    public static readonly WordTable Provides = new("提供 奠定 作出 做出 贡献 创造 注入 保驾护航");

    /// <summary>The closing articles of a rule: who explains it, from when it holds, what it replaces.</summary>
    [GeneratedRegex("(本|该)(办法|方案|意见|通知|规定|细则|制度|章程|公约|规程|规则|条例)[^，]{0,16}(负责解释|解释权|施行|实施|执行|废止|生效)$|^自?[^，]{0,14}之日起(施行|执行|实施|生效)|^未尽事[宜项]|^由[^，]{2,12}负责解释$|(同时|自行)废止$|(本|该)(办法|方案|意见|规定|细则|制度|章程|公约)(所称|适用|中所称)")]
    public static partial Regex Ordinance();

    /// <summary>The occasion on which a named party has to act: 督查室发现漏报应……</summary>
    public static readonly WordTable Meets = new("下乡 出差 外出 出国 出境 操办 上岗 离岗 离任 离职 请假 报销 入户 下访 执勤 执法 进场 进村 调离 辞职 就餐 用餐 入职 换岗 发现 收到 接到 遇到 遇有 查到 查出 接报 获悉 得知");

    /// <summary>由……组成: tells of what something is made.</summary>
    public static readonly WordTable Makes = new("组成 构成 引起 引发 导致 产生 造成 决定的 担任的 变 来");

    /// <summary>9月底前报自查报告，此后每月报进展: first the limit, then the cycle of one and the same duty.</summary>
    public static bool GoesOn(string text, int at) => After.At(text, at) > 0;

    private static readonly WordTable After = new("此后 其后 之后 以后 自此 尔后");

    /// <summary>编班实行抽签, 首报不超过30分钟: behind the matter it governs, a verb that lays down how it is to be.</summary>
    public static readonly WordTable Ordains = new("实行 推行 执行 采用 采取 定为 定于 设为 改为 调整为 控制在 压减到 压减至 压减为 压缩到 压缩至 压缩为 缩短到 缩短至 缩短为 降低到 降低至 下调至 下调到 不超过 不高于 不多于 不少于 不低于 不短于");

    /// <summary>人选由村民代表会议票决产生: how the act before it comes about, not another one.</summary>
    public static readonly WordTable Procedure = new("产生 确定 决定 审定 通过 同意 批准 担任 兼任 任组长 任副组长 组成 认可 签字");

    /// <summary>被检查单位认为结论不符的，可提出申诉: those who object act in their own cause.</summary>
    public static readonly WordTable Objects = new("认为 不服 提出异议 有异议");

    /// <summary>Behind a case they say what follows from it, and never describe a noun.</summary>
    public static readonly WordTable Consequences = new("视同 调离 清退 淘汰 停职 免职 解聘 辞退 撤换 取消 扣减 扣发 约谈 移送 移交 纳入 列入 按 由 予以 不予 不得 不再 一律 限期 责令 给予 追究 退回");

    /// <summary>批批抽检, 件件留痕: each of them.</summary>
    public static readonly WordTable Each = new("批批 件件 村村 项项 条条 次次 车车 笔笔 宗宗 份份 张张 单单 班班 家家 店店 桩桩 环环 人人 户户 月月 季季 年年 周周 日日 天天 层层 级级 处处 事事 岗岗 站站 案案 本本 校校 栋栋");

    public static readonly WordTable InCharge = new("负责 牵头 具体负责 主要负责 统筹负责");

    /// <summary>Ends the preamble of a rule or plan.</summary>
    public static readonly WordTable Enacting = new("制定本 特制定 制订本 特制订 现提出 提出本 特作如下 现作如下 现印发 现就 特此");

    private static readonly WordTable LikeWords = new("一样 那样 般 似的");

    /// <summary>像爱护眼睛一样……: an image.</summary>
    public static bool Compares(string text, int from) => LikeWords.Has(text, from);

    private static readonly WordTable AsWords = new("为统领 为主线 为目标 为抓手 为契机 为导向 为出发点 为核心 为重点 为引领 为中心 为载体 为指导 为牵引 为根本 为动力 为突破口 为切入点 为前提");

    /// <summary>以……为抓手 and its like.</summary>
    public static bool AsFrame(string text, int at) => at < text.Length && text[at] == '以' && AsWords.EndingAt(text, text.Length) > 0;

    /// <summary>把……作为……, behind a verb of holding.</summary>
    public static bool AsFrameOfOffice(string text, int at) => at < text.Length && text[at] is '把' or '将' && text.Contains("作为", StringComparison.Ordinal);

    private const string Counters = "件人名个次项元起家批份宗条%";

    /// <summary>A count behind its noun at the end of a clause (立案*件): a report of results, not a plan.</summary>
    public static string? Tally(string text)
    {
        var end = text.Length;
        if (end < 3 || !Counters.Contains(text[end - 1]) || text.Contains("不少于", StringComparison.Ordinal) || text.Contains("至少", StringComparison.Ordinal) || text.Contains("不超过", StringComparison.Ordinal))
            return null;
        var start = end - 1;
        while (start > 0 && (char.IsAsciiDigit(text[start - 1]) || text[start - 1] is '*' or '×' or '.' or '余' or '万' or '亿' or '多' or ','))
            start--;
        return start < end - 1 && start > 1 ? text[start..end] : null;
    }
}
