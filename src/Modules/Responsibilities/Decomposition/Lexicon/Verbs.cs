using System.Collections.Frozen;

namespace Qinglian.Responsibilities.Decomposition.Lexicon;

/// <summary>What a verb says about the clause it governs.</summary>
internal enum VerbClass
{
    /// <summary>Brings something into being that can be shown afterwards: a rule, a list, a body, a system.</summary>
    Make,

    /// <summary>Starts or carries out an activity.</summary>
    Launch,

    /// <summary>Looks into something.</summary>
    Inspect,

    /// <summary>Puts something right, or deals with who did wrong.</summary>
    Correct,

    /// <summary>Tells, records, files, makes public.</summary>
    Report,

    /// <summary>Moves people, money or things.</summary>
    Arrange,

    /// <summary>General effort; the object decides whether it can be checked.</summary>
    Strengthen,

    /// <summary>Bears an office; a duty only for somebody who is named.</summary>
    Bear,

    /// <summary>Holds fast to a principle.</summary>
    Hold,

    /// <summary>Keeps something bad from being; shown only by its absence.</summary>
    Prevent,

    /// <summary>Feeling, character, conduct in general.</summary>
    Attitude,

    /// <summary>Knowing, studying, understanding.</summary>
    Study,

    /// <summary>What shall come of it.</summary>
    Result,

    /// <summary>Raises a degree; a result, unless it is all that is demanded.</summary>
    Raise,

    /// <summary>Makes others act.</summary>
    Urge,

    /// <summary>Works on the minds of others.</summary>
    Inspire,

    /// <summary>Pushes a development; the rest of the clause decides.</summary>
    Push,
}

internal static class Verbs
{
    private static readonly (VerbClass Class, WordTable Words)[] Tables =
    [
        (VerbClass.Make, new("""
            制定 制订 修订 修改 修改完善 制发 出台 印发 编制 编印 编写 编发 起草 拟定 草拟 建立 建立健全 建立完善 健全 健全完善 完善 搭建 建成 建好 组建 成立 设立 设置 开设
            开通 开发 创建 新建 推出 推行 试行 撰写 写出 形成制度 建章立制 研究制定 绘制 构建 创新 建设 补齐 填补 改造 修建 配套
            """)),
        (VerbClass.Launch, new("""
            开展 举办 召开 组织 完成 征求 征集 评审 推荐 推选 研讨 参观 授课 讲授 接访 下访 包案 领办 认定 核定 审定 评定 论证 调度 承办 代办 帮办 组织开展 组织召开 组织实施 举行 进行 实施 实行 启动 安排 统筹 统筹开展 部署 谋划 开好 探索 探索建立 探索开展 推广 试点 值守 值班 演练 组织力量
            牵头 主办 承办 参加 出席 听取 主持 讨论 审议 会商 研究 研究解决 采取 采用 综合采取 使用 运用 用好 用活 用足 集中 分类指导 现场办公 办公 规划 执行 严格执行 落实 贯彻执行 贯彻落实 抓好落实
            """)),
        (VerbClass.Inspect, new("""
            检查 督查 督办 督导 巡察 巡视 监督推进 监督检查 监管 审计 审查 审核 审批 核查 核实 核对 查实 查核 查验 调查 调研 走访 入户 抽查 普查 排查 摸排 摸底 摸清 清查 清理 梳理 分析 研判 分析研判
            评估 评议 考核 考评 考察 测评 监测 监控 跟踪 跟踪问效 跟进 盯住 盯紧 盯牢 查找 查摆 剖析 自查 自纠 自查自纠 复核 复查 验收 回访 检视 回头看 起底 查看 查明 筛选 认真筛选 发现 暗访 明察暗访 清点 盘点 校核 比对 甄别 会诊 了解 掌握情况
            找问题 找原因 找差距 找不足 找出 找准 暗访 抽验 抽检 走访慰问 蹲点 驻点 家访 对账 核账 抽样 送检 初核 取证 初审 复审 终审 核验 盘查 会审 约见 质询 巡查 巡检 督促检查 对照检查 述职 述廉 述职述廉 评查 质效评估
            """)),
        (VerbClass.Correct, new("""
            整改 整治 治理 纠正 纠治 查处 严查 严处 严肃查处 查办 惩治 惩处 打击 追究 追责 问责 严肃问责 处理 处置 处分 办理 受理 移送 移交 转交 交办 清退 剔除 扣减 没收 追缴 追回 退还 堵塞 堵住 堵漏 取消 停止
            暂停 终止 纠偏 规范 简化 压减 精简 优化 下放 收回 约束 限制 控制 严控 从严控制 禁止 严禁 销号 销账 化解 调处 解决 破解 深挖 彻查 澄清 容错 纠错 容错纠错 重拳出击 回应 整顿 拆除 关停 曝光
            立案 结案 审理 处罚 除名 停职 免职 撤销 调离 追加 压缩 压降 削减 核减 核销 退赔 扣发 停发 封存 冻结 挂牌督办 提级办理 转办 通报批评 改到位 改彻底 一查到底 快查快结 快查快办 严查快处 从严处理 真改 实改 立行立改 即知即改 追偿 划清 惩戒 终身追责 倒查 改正 改进 转化
            """)),
        (VerbClass.Report, new("""
            报送 上报 汇总上报 报告 汇报 报备 备案 报批 填报 提交 传达 传阅 转发 填写 填报 建账 记账 标注 挂牌 推送 刊登 刊发 播放 录音 录像 登记造册 背书 公开曝光 反馈 答复 回复 通知 告知 登记 记录 建档 归档 存档 收集 收集整理 整理 汇总 总结 提炼 写 提出 提供 递交 呈报 呈送 报 送达 公告 签订 签署 签字 承诺 通报 公开 公示 公布 公布 发布
            张贴 刊播 宣布 抄送 抄报 直送 发送 发至 录入 上传 更新 台账 晒 披露 说明情况 申报 请示 提醒 警示 约谈 谈话 谈心 谈心谈话 廉政谈话 提醒谈话 批评教育 诫勉 函询
            """)),
        (VerbClass.Arrange, new("""
            明确 细化 具化 分解 确定 列出 列入 纳入 编入 认领 指定 界定 划分 划定 分配 拨付 发放 兑现 安装 配置 配备 配齐 配强 配齐建强 选派 选拔 选配 培养 培训 轮训 轮岗 交流 轮岗交流 派驻 派出 选聘 聘请 聘任 挂职 慰问 帮扶 帮助 救助 救济 表彰 奖励 评选
            整合 共享 对接 协调 协同 联合 会同 融入 嵌入 挂钩 衔接 延伸 拓展 拓宽 畅通 投入 投入使用 采购 招标 租赁 出租 发包 储备 供应 保管 维修 疏散 转移 安置 结算 支付 缴纳 收缴 退出 观看 宣传 宣讲 教育 挑选 抽调 联系 包保 联合开展 具体落实 推介 剔出 签收 交接 宣读 导入
            划拨 调拨 上缴 上交 补助 补贴 调整 更换 增设 任免 任命 下沉 带班 轮值 宣誓 回避 到岗 上岗 承担 分管 包抓 包片 作为 向社会公布
            """)),
        (VerbClass.Strengthen, new("""
            加强 强化 加大 加快 深化 推进 稳步推进 统筹推进 一体推进 抓好 抓实 抓住 抓紧 抓细 抓牢 抓 做好 做实 做细 搞好 管好 管住 办好 突出 注重 重视 注意 关注 贯彻 遵守 发挥 支持 深入 压实 压紧 压紧压实 夯实 扣紧 拧紧 严格 严肃 从严 精准发力
            改革 推动落实 落地 落细 落小 巩固 巩固提升 聚力 紧盯 聚焦 保障 关心 关爱 激励 服务 维护 严明 细抓 狠抓 主抓 管理 教育管理
            """)),
        (VerbClass.Bear, new("""
            履行 履行好 担负 担负起 担起 扛起 扛牢 肩负 肩负起 负起 落实责任 结合起来 统一起来 衔接起来 贯通起来 落实到位 落到实处 落在实处 尽职 履职 履职尽责 尽责 守土尽责 负总责 负责 种好 抓落实
            """)),
        (VerbClass.Hold, new("坚持 秉持 秉承 遵循 恪守 坚守 始终 严守 做到 以")),
        (VerbClass.Prevent, new("防范 防控 防止 防治 杜绝 避免 遏制 铲除 清除 斩断 肃清 消除 破除")),
        (VerbClass.Attitude, new("""
            树立 树牢 树好 坚定 保持 牢守 守住 守牢 守好 绷紧 敢于 善于 勇于 甘于 乐于 勤于 长于 敢 勇 争做 争当 争创 勇当 勇做 甘当 甘做 当好 做好表率 做表率 作表率 当表率 带好头 服从 忠于 忠诚 热爱 警惕 警醒 敬畏 心怀 心存 心系 胸怀 怀有 珍惜 珍视 发扬 弘扬 大力弘扬
            传承 捍卫 拥护 秉公 清廉 廉洁 自律 自重 自省 自警 自励 慎独 慎初 慎微 慎权 铭刻 践行 永葆 常怀 常思 常修 常葆 克服 摒弃 抛弃 去除 知敬畏 存戒惧 守底线 克己奉公 以身作则 率先垂范 身体力行 直面 迎难而上 砥砺 奋进 奋勇 奋力 拼搏 献身 奉献 勤俭 过好 过紧日子 手握
            汲取 吸取 戒除 崇尚 尊崇 追求 淡泊 抵御 经受 经得起 耐得住 守得住 顶得住 管得住 算好 算清 常想 多想 拿出 鼓足 咬定 自觉接受 扣好 抵制 看待 远离 着眼 团结 凝聚 服务大局 顾全大局 讲政治 讲规矩 做 做人 当 成为 像 增强自觉 站稳 把牢 把稳 看齐 跟上 相信 放下 唤醒 赢得 无愧 不负 牢固树立
            """)),
        (VerbClass.Study, new("""
            认识 充分认识 认识到 认清 看清 把握 领会 领悟 理解 感悟 体会 体悟 牢记 铭记 记住 谨记 深知 看到 意识到 懂得 明白 学懂 弄通 学懂弄通 悟透 吃透 学习 学习贯彻 学习领会 深学 学好 读懂 思考 反思 武装 掌握 学深悟透 入脑入心 统一思想 提高认识
            """)),
        (VerbClass.Result, new("""
            形成 实现 促进 确保 确保实现 保证 使 让 令 营造 打造 筑牢 筑起 筑 夺取 打赢 打好 打通 彰显 释放 全面释放 厚植 构筑 扎牢 扎紧 织密 创造 开创 开拓 谱写 书写 展现 推向 走向 迈向 达到 赢得 树起 涵养 净化 绘就 拉近 提振 迸发 变 化 护航 擦亮 展示 支撑 有力支撑 共建 倒逼 努力 以 成就 力求 取得 贡献 带动 引领 推深做实 减少 降低
            """)),
        (VerbClass.Raise, new("提高 提升 增强 增进 不断提升 激发 扩大 改善 增加")),
        (VerbClass.Urge, new("督促 敦促 责成 责令 督促指导 监督 指导督促 要求 倒逼 压紧")),
        (VerbClass.Inspire, new("引导 教育引导 激励 鼓励 正向激励 动员 号召 感召 警醒 鞭策 启发 带领")),
        (VerbClass.Push, new("推动 助推 推进 推动加快 推动实现 全力推动 助力")),
    ];

    // One table over all classes; a word that stands in two belongs to the first.
    private static readonly FrozenDictionary<char, (string Word, VerbClass Class)[]> ByFirst = Tables
        .SelectMany(t => t.Words.Words.Select(w => (Word: w, t.Class))).DistinctBy(v => v.Word)
        .GroupBy(v => v.Word[0]).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(v => v.Word.Length).ToArray());

    /// <summary>The longest verb that starts at <paramref name="at"/>, with its first class in the order above.</summary>
    public static (VerbClass Class, int Length)? At(string text, int at)
    {
        if (at < text.Length && ByFirst.TryGetValue(text[at], out var verbs))
            foreach (var (word, kind) in verbs)
                if (text.AsSpan(at).StartsWith(word, StringComparison.Ordinal))
                    return (kind, word.Length);
        return null;
    }

    /// <summary>Classes whose verbs name something that can be seen to have been done.</summary>
    public static bool IsAction(VerbClass kind) =>
        kind is VerbClass.Make or VerbClass.Launch or VerbClass.Inspect or VerbClass.Correct or VerbClass.Report or VerbClass.Arrange;
}
