namespace Qinglian.Responsibilities.Decomposition.Lexicon;

/// <summary>How the parties that can bear a duty are named.</summary>
internal static class Actors
{
    /// <summary>Last words of names of bodies and groups of persons.</summary>
    public static readonly WordTable Heads = new("""
        党委 党组 党委（党组） 党工委 党组织 党总支 党支部 总支 支部 机关党委 机关党组织 常委会 省委 市委 县委 区委 州委 镇党委 乡党委 巡察办 巡察机构 巡察组 巡视组 工委 团委 妇联 工会 人大 政协 法院 检察院 基层组织
        纪委 监委 纪委监委 纪工委 纪检监察机关 纪检监察部门 纪检监察机构 纪检监察组 纪检组 派驻机构 派驻组 派驻纪检监察组 监察员办公室 监察办公室 监察专员 监察员 司法机关 政法机关
        机关 部门 单位 机构 科室 处室 股室 院系 县局 市局 省局 分局 总局 支局 局 厅 委办局 办 整改办 党政办 党办 综合办 民政办 办公室 综合室 室 部 科 股 处 队 站 站所 所 中心 采购中心 服务中心 大厅 窗口
        镇街 乡镇 镇 乡 街道 村 社区 村居 村组 村委会 居委会 村监会 监委会 监督委员会 村务监督委员会 委员会 理事会 董事会 监事会 协会 商会 集团 公司 子公司 分公司 企业 国企 银行 支行 学校 校 厂 矿 食堂 团队 支队 大队 中队 基金会 合作社 高校 学院 大学 医院 卫生院 医疗卫生单位 车间 班组 项目部
        领导小组 工作小组 招标小组 小组 工作组 督导组 检查组 专项组 专班 工作队 组 地区 地方 各地 各方 各市 各县 各区 各乡 各镇 各村 政府
        领导 中层领导 领导干部 领导班子 班子 领导班子成员 班子成员 党组成员 委员 成员 书记 党组书记 支部书记 副书记 第一书记 局长 副局长 主任 副主任 县长 市长 镇长 乡长 院长 校长 所长 站长 科长 处长 部长 队长 组长 董事长 总经理 经理 厂长 会长 一把手 “一把手” 关键少数 “关键少数” 班长
        负责人 主要负责人 主要负责同志 负责同志 分管领导 主要领导 同志 责任人 第一责任人 牵头人 党员 党员干部 干部 年轻干部 干部职工 干部群众 职工 员工 人员 工作人员 公职人员 医务人员 监察对象 纪检监察干部 教师 教职工 医生 民警 辅警 法官 检察官 村民 农户 群众 代表 委员长 会计 出纳 村干部 网格员 信息员 纪检委员 包片领导 专员 联络员 公务员 经办人 审批人 学生 家长
        审计部 法务部 人力资源部 财务部 党群部 宣传部 组织部 组织部门 统战部 政法委 审计局 财政局 公安局 供应商 施工单位 承包商 监理单位 业主 全体党员 人力资源 各界 企事业单位
        """);

    /// <summary>Collective names that stand alone.</summary>
    public static readonly WordTable Collectives = new("""
        各级 各级各部门 各地 各部门 各单位 各方面 各有关部门 各相关部门 各有关方面 各镇街 各乡镇 各乡镇街道 各科室 各股室 各处室 各支部 各党支部 各村 各社区 各村居 各站所 各市 各县 各区 各县区 各市县 各区县 各学校 各企业 各公司 各院系 各系 全局 全县 全市 全省 全区 全镇 全乡 全村 全系统 全集团 全公司 全院 全校 全行 全县上下 全市上下 全局上下 全镇上下 全系统上下 大家 有关方面 相关方面 上级 下级
        """);

    /// <summary>The speaker's own side: it names nobody by itself.</summary>
    public static readonly WordTable We = new("我们 我 大家 咱们 让我们 同志们");

    /// <summary>Words that open the name of a party.</summary>
    public static readonly WordTable Determiners = new("各 各级 每个 每位 每名 每一名 每一位 全体 所有 有关 相关 广大 上级 下级 本 该 被 基层 一线 县直 市直 省直 直属 下属 所属 全县 全市 全省 全镇 全局 全区 县级 镇级 村级 市级 局 驻局");

    /// <summary>Verbs that also stand before a noun to form the name of a body (督导组, 审计部).</summary>
    public static readonly WordTable Formative = new("监督 审计 采购 督导 督查 巡察 巡视 招标 执法 管理 服务 监管 检查 审批 宣传 整治 整改 评估 研究 教育 财务 保障 综合 投诉 联合 分管 承办 牵头 责任 协作 派驻 处置 应急 考核 承担 建设 施工 监理 会计 指导 规划 统筹 信访 被监督 改革 发展 包保 包片 值班 经办 主管 投资 设计 培训 调研 交通 治理 调查 维修 协调 推进 验收 领导 负责");

    /// <summary>Words that merely end like the name of a party.</summary>
    public static readonly WordTable LookAlikes = new("格局 布局 结局 大局 开局 督办 承办 查办 举办 主办 内部 全部 外部 局部 到处 用处 好处 长处 难处 深处 实处 短处 明处 场所 农村 乡村 城乡 为中心 核心部 组织 加强领导 领导下 为组 机组 重组 编组 一部 大部 党建 会同 全面 家庭 教室 温室 科学 技术 处理 处置 处分 部署 部分 站位 站在 站稳 所有 所在 所需 室内 队伍 股份 股权 组合 组建 组成 局势 局面 办理 办事 办好 办案 办法 村级 村务 镇村 乡村振兴 政府采购 企业发展 人员密集 单位监督 机关效能 机构改革 部门协同 同志们 党委会 巡察村");

    /// <summary>Between two names of parties.</summary>
    public static readonly WordTable Joins = new("、 和 及 与 以及 会同 暨 或");
}
