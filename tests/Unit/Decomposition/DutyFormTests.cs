using Qinglian.Responsibilities.Decomposition;

namespace Qinglian.Tests.Unit.Decomposition;

/// <summary>The forms of language that make a duty, and their neighbours that make none.</summary>
public sealed class DutyFormTests
{
    [Theory]
    [InlineData("仓储科要第一时间赶赴码头清点余货。", "仓储科")] // no list holds the verb: party and modal word make the demand
    [InlineData("仓储科拆换全部旧锁。", "仓储科")] // two syllables of doing
    [InlineData("钥匙由保管员与值班员双人持有。", "保管员与值班员")]
    [InlineData("信息科负责打通仓储、运输数据接口。", "信息科")]
    [InlineData("仓储科于月底前把损耗清单报分管副局长。", "仓储科")]
    [InlineData("报账员每月25日携带票据到结算中心报账。", "报账员")]
    [InlineData("核查小组按不低于一成的比例抽核。", "核查小组")]
    [InlineData("严禁护林人员私收放行费。", "护林人员")]
    [InlineData("新聘船员，上岗前一律参加安全考试。", "新聘船员")]
    [InlineData("会议要求，港务科要逐船登记压舱货物。", "港务科")]
    [InlineData("第七条　保管员须于当日登记出入库数量。", "保管员")]
    [InlineData("零星采购由村“两委”集体研究。", "村“两委”")]
    [InlineData("对瞒报漏报的，督查室要点名道姓通报。", "督查室")]
    [InlineData("船检站发现疑点应当场拍照取证。", "船检站")]
    public void A_demand_on_a_named_party_is_a_duty(string text, string party)
    {
        var duty = Assert.Single(Decomposer.Decompose(text).Duties);

        Assert.Equal(party, duty.Responsible);
        Assert.True(duty.ResponsibleExplicit);
    }

    [Theory]
    [InlineData("更换锈蚀的消防阀门。")]
    [InlineData("凡接受宴请的一律登记上交。")]
    [InlineData("情况有变的，20日内补报。")]
    [InlineData("推动监控平台与门禁系统联网。")]
    [InlineData("打造三条研学线路。")]
    [InlineData("全面推行限额以下采购网上比价。")]
    [InlineData("对2018年以来修建的码头开展检测。")]
    [InlineData("动态掌握库存变化。")]
    [InlineData("4月15日前梳理本科室用印事项。")]
    public void An_imperative_without_subject_is_a_duty(string text) => Assert.Single(Decomposer.Decompose(text).Duties);

    [Theory]
    [InlineData("全体船员要将心比心、换位思考。", Reason.Attitude)]
    [InlineData("各科室也要多想想旅客的难处。", Reason.Attitude)]
    [InlineData("值班人员要像爱护眼睛一样爱护设备。", Reason.Attitude)]
    [InlineData("全体职工要把这次检查当作一次历练。", Reason.Principle)]
    [InlineData("安全工作来不得半点马虎。", null)]
    [InlineData("这条红线动不得、碰不得。", null)]
    [InlineData("会议听取了港务科关于清淤的汇报。", Reason.Statement)]
    [InlineData("会议原则同意港务科提出的清淤方案。", Reason.Statement)]
    [InlineData("下半年，本局将围绕安全航行，重点抓好五件事。", Reason.LeadIn)]
    [InlineData("本办法由港务局负责解释，自印发之日起施行。", Reason.Statement)]
    [InlineData("第二条　本办法所称船舶，是指机动船。", Reason.Statement)]
    [InlineData("为规范船舶停靠，保障航行安全，制定本办法。", Reason.LeadIn)]
    [InlineData("公开难免触动利益，但怕得罪人就要得罪规矩。", Reason.Statement)]
    public void Spirit_telling_and_framing_are_no_duties(string text, Reason? reason)
    {
        var decomposition = Decomposer.Decompose(text);

        Assert.Empty(decomposition.Duties);
        if (reason is { } expected)
            Assert.Contains(decomposition.NotDuties, n => n.Reason == expected);
    }

    [Fact]
    public void What_leads_up_to_the_notice_is_background()
    {
        var decomposition = Decomposer.Decompose("关于清理旧船的通知\n各船队：\n省里检查组反馈我局旧船锈蚀严重。为消除隐患，现将有关事项通知如下：\n各船队要清点旧船。");

        Assert.Equal("各船队要清点旧船", Assert.Single(decomposition.Duties).Text);
    }

    [Fact]
    public void A_section_that_looks_back_ends_with_its_heading()
    {
        var decomposition = Decomposer.Decompose("一、上半年主要工作\n组织船员签订承诺书，约谈船长。\n二、存在的不足\n对小码头的检查偏少。\n三、下半年打算\n组织船员签订安全责任书。");

        Assert.Equal("组织船员签订安全责任书", Assert.Single(decomposition.Duties).Text);
    }

    [Theory]
    [InlineData("船队要建立台账，情况变化的，20日内补报。")] // a case of its own
    [InlineData("船队必须于周五前上报方案，每年年底开展一次复查。")] // one duty has one time
    public void Cases_and_second_times_are_duties_of_their_own(string text)
    {
        var duties = Decomposer.Decompose(text).Duties.ToList();

        Assert.Equal(2, duties.Count);
        Assert.All(duties, d => Assert.Equal("船队", d.Responsible));
    }

    [Theory]
    [InlineData("港务科每两周召开一次碰头会。", Cycle.Ongoing)]
    [InlineData("港务科逐日核对船票。", Cycle.Ongoing)]
    [InlineData("港务科按季审核票据。", Cycle.Quarterly)]
    [InlineData("每年年终，港务科评议船长。", Cycle.Yearly)]
    [InlineData("港务科从4月起每月抽查三条船。", Cycle.Monthly)]
    public void Intervals_of_any_length_are_read(string text, Cycle cycle) => Assert.Equal(cycle, Assert.Single(Decomposer.Decompose(text).Duties).Cycle);

    [Fact]
    public void A_table_of_tasks_gives_each_task_to_its_party_and_time()
    {
        const string Text = "序号\t工作任务\t牵头单位\t配合单位\t完成时限\r\n1\t编制船名录，在码头公开\t港务科\t各船队\t6月底前\r\n2\t船票账目公开\t财务科\t\t每月25日前\r\n特此通知。\r\n";

        var decomposition = Decomposer.Decompose(Text);

        Assert.Equal(
            [("编制船名录，在码头公开", "港务科", "6月底前", null), ("船票账目公开", "财务科", "每月25日前", (Cycle?)Cycle.Monthly)],
            decomposition.Duties.Select(d => (d.Text, d.Responsible!, d.Due!, d.Cycle)));
        Assert.All(decomposition.Passages, p => Assert.Equal(Text[p.At.Start..p.At.End], p.Text));
        Assert.Contains(decomposition.NotDuties, n => n.Text == "各船队");
    }

    [Fact]
    public void Tabs_outside_a_table_of_tasks_are_blanks() =>
        Assert.Equal("各船队要建立\t台账", Assert.Single(Decomposer.Decompose("\t各船队要建立\t台账。").Duties).Text);
}
