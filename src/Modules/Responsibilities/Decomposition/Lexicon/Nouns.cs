namespace Qinglian.Responsibilities.Decomposition.Lexicon;

/// <summary>Nouns by what they stand for; only the last noun of a clause, its head, is looked up.</summary>
internal static class Nouns
{
    /// <summary>Things that can be shown: papers, rules, bodies, systems.</summary>
    public static readonly WordTable Products = new("""
        清单 台账 台帐 制度 机制 体制 方案 预案 计划 规划 报告 总结 办法 细则 规定 规范 规则 条例 意见 建议 措施 举措 指南 手册 标准 流程 流程图 目录 名单 黑名单 名录 档案 信息 系统 平台 网络 数据库 专栏 栏目 公示栏 意见箱 电话
        协议 承诺书 责任书 合同 通报 通知书 案例 读本 教材 课程 线索 证据 材料 记录 凭证 账目 账册 队伍 小组 专班 工作组 中心 基地 阵地 岗位 工单 对策 体会 心得 问卷 目标任务 工作要点 要点 重点任务 工程 项目 人才库 供应商库 矩阵 体系 指标 预警模型 模型 渠道 链条 题库 表彰
        风险图 明细 明细表 报表 表格 样表 登记表 申请表 审批表 评分表 进度表 时间表 路线图 分布图 示意图 任务书 建议书 告知书 决定书 通知单 提示函 提醒函 工作函 回执 票据 发票 单据 审批单 问题单 任务单 责任单 交办单 督办单 提示单 登记簿 报备簿 记录本 记录簿 工作日志 民情日记 纪要 会议纪要 简报 专报 月报 季报 年报 周报 快报 公告 章程 公约 村规民约 守则 准则 指引 模板 范本 样本 图册 标牌 标识 警示牌 公示牌 公开栏 宣传栏
        橱窗 展板 海报 短片 视频 微视频 教育片 警示片 专题片 照片 录像 账户 专户 账本 保证金 资金 款项 经费 专线 专区 端口 接口 模块 小程序 二维码 公众号 网站 信箱 举报箱 设备 设施 器材 物资 场所 场地 展厅 观察点 监测点 联系点 示范点 站点 网点 试题 联络员 监督员 特约监督员 观察员 信息员 网格员 宣讲团 宣讲队 督导组 检查组 调查组 突击队 评审组 专家组 花名册 名册 卷宗 接待日 负面清单 权力清单 责任清单 问题清单 任务清单 一档 一册 一表 一图 一策 样品 案卷 底册 通讯录 值班表 排班表 应急预案
        """);

    /// <summary>Activities that are held at a time and place.</summary>
    public static readonly WordTable Events = new("""
        监管 防控 制约 领导和监督 活动 行动 专项行动 检查 监督检查 督查 督导 巡察 巡视 审计 审查 审核 核查 调查 调研 走访 抽查 排查 大排查 自查 自纠 自查自纠 清查 清理 梳理 分析 研判 评估 评议 考核 考评 评选 测评 监测 整改 整治 专项整治 集中整治 治理 专项治理 查处 处理 处置 问责 追责 约谈 谈话 谈心谈话 提醒 培训 轮训 教育 警示教育
        宣传 宣讲 会议 会 例会 座谈 座谈会 恳谈会 生活会 学习会 评议会 通报会 推进会 述职 汇报 演练 竞赛 监督 专项监督 交流 轮岗 回访 慰问 帮扶 公开 公示 值班 巡查 管理 执行 推广 推广落实 销号 对接 联系 审批 招标 采购 支出 费 情况 动态 底数 家底 问题 行为 案件
        """);

    /// <summary>What is to become less.</summary>
    public static readonly WordTable Burdens = new("环节 层级 次数 频次 材料 报表 表格 事项 时间 时限 数量 证明 会议 文件 台账 手续 程序 群组 工作群 陪同 检查 评比 达标 填报 报送");

    /// <summary>States of mind and virtues.</summary>
    public static readonly WordTable Virtues = new("""
        意识 认识 思想认识 自觉 定力 站位 政治站位 担当 忠诚 初心 使命 信念 信仰 信心 决心 恒心 斗志 士气 精神 本色 情怀 底线 红线 防线 之弦 弦 警钟 警钟长鸣 敬畏 戒惧 清醒 清醒头脑 头脑 觉悟 灵魂 根基 立场 责任感 使命感 荣誉感 危机感 紧迫感 自豪感 思想 观念 理念 政绩观 价值观 权力观 利益观 世界观 姿态 状态 精神状态 威慑力 震慑力
        势头 高压态势 态势 纯洁 作风 风骨 品格 品质 品德 操守 修养 党性 形象 表率 标兵 榜样 先锋 卫士 传人 楷模 主心骨 自律 廉洁自律 思想自觉 行动自觉 判断力 领悟力 执行力 斗争精神 热情 情绪 思想根源 心态 觉悟性 自觉性 坚定性 主动性 积极性 创造性 气节 正气 权威 尊严 紧迫性 重要性 必要性 艰巨性 严峻性 复杂性 一致 高度一致 政治方向 方向 政治责任 大局 关口 清正 忠诚干净担当 勇气 魄力 红线意识 家国情怀 公仆情怀
        """);

    /// <summary>What is studied rather than done.</summary>
    public static readonly WordTable Teachings = new("""
        精神 会议精神 讲话精神 重要讲话 重要论述 论述 论断 思想 理论 要义 精髓 内涵 实质 意义 重大意义 深刻内涵 实践要求 要求 新要求 形势 大势 规律 原则 方针 决议 指示 嘱托 逻辑 道理 关系 历史使命 理念 重要性 必要性 严峻性 责任
        """);

    /// <summary>States that shall come about.</summary>
    public static readonly WordTable States = new("""
        格局 局面 新局面 氛围 态势 生态 政治生态 环境 营商环境 合力 水平 质效 效能 质量 能力 成效 实效 效果 效应 优势 基础 保障 支撑 发展 满意度 获得感 幸福感 安全感 公信力 战斗力 凝聚力 影响力 竞争力 目标 闭环 力量 活力 风尚 新风 局势 稳定 和谐 篇章 新篇章 新高地 高地 品牌 样板 标杆 防线 屏障 堤坝 篱笆 笼子 转变 胜利 作用 福祉 位置 首位 前面 力度 执行力
        """);

    /// <summary>No word of these classes ends before <paramref name="end"/>.</summary>
    public static bool IsNone(string text, int end) =>
        Products.EndingAt(text, end) == 0 && Events.EndingAt(text, end) == 0 && Virtues.EndingAt(text, end) == 0 && States.EndingAt(text, end) == 0 && Topics.EndingAt(text, end) == 0 && Teachings.EndingAt(text, end) == 0;

    /// <summary>General nouns that announce the matter rather than name it.</summary>
    public static readonly WordTable Topics = new("重点 关键 主线 导向 特色 基调 方向 环节 思路 统领 责任 引领 主题 要务 大局");

    /// <summary>Adjectives and idioms that end a clause in praise of a quality.</summary>
    public static readonly WordTable Qualities = new("过硬 过强 过关 要强 要高 要硬 要正 要严 要实 要纯 要清 要净 要广 要宽 要好 到底 如山 为先 为本 为要 在先 寸土不让 无私 奉公 担当 清白 干净");

    /// <summary>Words after which a pushed development has reached its state.</summary>
    public static readonly WordTable Reached = new("""
        发展 深入发展 高质量发展 落实 持续落实 落地 落地见效 落地生根 落实落地 见效 见底见效 提升 全面提升 提高 成为常态 常态 走深 走实 走深走实 贯通 转变 好转 延伸发展 成效 效能 前行 进步 成为习惯 习惯 协同 联动 衔接 运用 一体 同发力 实效 完成 到位 实处 规范执行 执行 良性互动 全覆盖 改观 向好 结果 见成效 推进 做实 落细 共享 覆盖 任务完成 突破 领先 前列 深入
        """);
}
