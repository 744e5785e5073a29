namespace Qinglian.Application.Demo.Story;

/// <summary>The sentences of the stories. All of them invented; figures are drawn by chance.</summary>
internal static class ItemTexts
{
    public static readonly string[] Problems =
    [
        "公示不及时、内容不全", "台账与实物不符", "审批环节未留痕", "超期未办结", "群众反映办理回复不规范", "资料归档不完整", "验收手续不齐", "资金拨付滞后", "名单动态调整不到位", "比价程序走过场",
    ];

    public static readonly string[] ProblemDetails =
    [
        "抽查{0}份资料，{1}份缺少经办人签字，{2}份日期前后矛盾。", "走访{0}户，{1}户表示不知道公示内容，公示栏最近一次更新在{2}个月前。", "核对账目{0}笔，其中{1}笔附件不全，涉及{2}个村（股室）。",
        "近半年共{0}件，{1}件超过承诺时限，最长超期{2}天。", "现场盘点{0}项，{1}项与台账不一致，{2}项无法说明去向。",
    ];

    public static readonly string[] Sources = ["日常监督", "专项检查", "巡察反馈", "审计移交", "群众来访", "走访座谈", "舆情反映"];

    public static readonly string[] Tasks =
    [
        "开展{0}自查并建立整改台账", "规范{0}流程并公开办事指南", "完成{0}全面核查", "组织{0}经办人员业务培训", "修订{0}管理办法", "报送{0}情况报告", "对{0}开展“回头看”",
    ];

    public static readonly string[] TaskMeasures =
    [
        "对照清单逐项自查，问题列明责任人和完成时间，结果报办公室汇总。", "梳理环节和材料，能减的一律减，办事指南在窗口和网上同步公开。", "逐户逐笔核对，不漏一户一笔，核查结果经主要负责人签字。",
        "邀请业务骨干讲解常见问题，参训人员现场测试。", "征求基层意见后修订，经集体研究后印发。",
    ];

    public static readonly string[] Orders = ["核对{0}台账", "整理{0}佐证材料", "回访{0}服务对象", "起草{0}情况说明", "现场查看{0}", "更新{0}公示栏"];
    public static readonly string[] OrderTasks = ["按要求逐项核对，发现不一致的当日报告。", "材料按年度编号，缺项列出清单。", "电话或上门回访不少于{0}户，记录意见。", "一页纸说清楚：做了什么、结果如何、还差什么。"];

    public static readonly string[] Responsibilities = ["{0}情况通报", "{0}廉政风险排查", "{0}公开公示", "{0}台账核对", "重要节日节前廉洁提醒"];

    public static readonly string[] Starts = ["已明确专人负责，排出时间表。", "先行梳理底数，再分批核查。", "与相关股室会商，明确分工。", "已召集经办人员开会部署。"];

    public static readonly string[] Progresses = ["已核对{0}份，剩余{1}份，预计一周内完成。", "已走访{0}户，收集意见{1}条。", "初稿已完成，正在征求{1}个单位意见。", "已补齐{0}份资料，{1}份正在联系当事人。", "受天气影响进度略慢，已调整安排。"];

    public static readonly string[] Helps = ["需要相关部门提供{0}年以前的原始数据。", "涉及历史遗留问题，需要上级明确政策口径。", "经办人员不足，希望抽调{0}名同志协助。"];

    public static readonly string[] Results =
    [
        "共核查{0}项，发现问题{1}个，已全部整改，建立制度{2}项。", "公示栏已更新，内容{0}项，群众无异议。", "办结{0}件，平均用时由{1}天减至{2}天。", "补发资金{0}笔，退还多收{1}笔，手续齐全。",
    ];

    public static readonly string[] Remainders = ["剩余{1}项涉及权属争议，需司法程序解决。", "缺口资金已列入下年度预算。", "经核实，反映的情况与事实不符，附调查说明。", "该事项由上级主管部门负责，已书面报送。"];

    public static readonly string[] Checks = ["抽查{0}份原始资料，与报送情况一致。", "实地查看并随机询问{0}名群众，情况属实。", "核对账目和凭证，未发现异常。", "电话回访{0}户，均表示满意。"];

    public static readonly string[] Returns = ["佐证材料只有文字说明，没有照片和凭证，请补充。", "抽查{0}份中有{1}份仍未整改到位。", "数据与上月报送不一致，请核对后重报。", "缺少群众签字确认。"];

    public static readonly string[] SentBack = ["该事项主要职责在主管局，本单位只是配合，建议调整责任单位。", "时限过紧，需先完成前期审批，建议重新明确。", "与上月下达的任务重复。"];
    public static readonly string[] Again = ["经研究仍由你单位牵头，主管局配合。", "已与主管局沟通，请按原要求办理。"];
    public static readonly string[] Extensions = ["前期招标流标一次，需重新组织。", "需等待上级资金文件下达。", "连续降雨影响现场核查。"];

    public static readonly string[] Replies = ["经办同志外出学习，返岗后三日内办结。", "材料已备齐，正在走签批程序。", "正在等待相关部门反馈数据，已电话催办。", "已完成现场工作，系统录入滞后，今天补录。"];
    public static readonly string[] Disputes = ["该事项上周已线下办结，只是未及时录入系统。", "期限计算未扣除政策等待时间。", "此事项已移交主管局，不应由本单位承担。"];
    public static readonly string[] Urgings = ["请三个工作日内报告进展，确有困难的说明原因。", "请主要负责人过问，本周内提交办理结果。"];
    public static readonly string[] Supervisions = ["列入督办，每周报告一次进展，由联系监督检查室跟踪。", "纳入督办台账，办结前不得变更经办人。"];

    public static string Fill(this string text, Chance chance) => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, chance.Between(12, 86), chance.Between(2, 9), chance.Between(1, 5));

    public static string About(this string text, string theme) => text.Replace("{0}", theme, StringComparison.Ordinal);
}
