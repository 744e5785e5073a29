using System.Text;
using System.Text.Json;
using Qinglian.Responsibilities.Decomposition;

namespace Qinglian.Tests.Unit.Decomposition;

public sealed class DecomposerTests
{
    private static Duty OnlyDuty(string text) => Assert.Single(Decomposer.Decompose(text).Duties);

    [Theory]
    [InlineData("财务科要于每月5日前报送收支明细表。", Cycle.Monthly, "每月5日前")]
    [InlineData("各站所每季度开展一次仓库盘点。", Cycle.Quarterly, null)]
    [InlineData("办公室每半年组织一次档案清理。", Cycle.HalfYearly, null)]
    [InlineData("办公室要制定年度培训计划。", Cycle.Yearly, null)]
    [InlineData("办公室要定期更新通讯录。", Cycle.Ongoing, null)]
    [InlineData("办公室要在9月底前完成档案清理。", null, "9月底前")]
    [InlineData("上半年，办公室要完成档案清理。", null, null)]
    [InlineData("在一季度，办公室要完成档案清理。", null, null)]
    public void Cycle_and_limit_are_read_as_stated(string text, Cycle? cycle, string? due)
    {
        var duty = OnlyDuty(text);

        Assert.Equal(cycle, duty.Cycle);
        if (due is not null)
            Assert.Equal(due, duty.Due);
        if (duty.DueAt is { } at)
            Assert.Equal(duty.Due, at.Of(text));
    }

    [Theory]
    [InlineData("各乡镇要建立台账。", "各乡镇", DutyRule.NamedActor)]
    [InlineData("请各单位报送名单。", "各单位", DutyRule.Requested)]
    [InlineData("此项工作由县财政局负责落实。", "县财政局", DutyRule.Assigned)]
    [InlineData("督促有关部门完善管理制度。", "有关部门", DutyRule.Urged)]
    [InlineData("严禁工作人员收受管理对象礼金。", "工作人员", DutyRule.Forbidden)]
    [InlineData("各单位主要负责人要签订责任书。", "各单位主要负责人", DutyRule.NamedActor)]
    [InlineData("审计科、法规科要联合开展合同检查。", "审计科、法规科", DutyRule.NamedActor)]
    [InlineData("林业、水务等部门要联合开展河道清理。", "林业、水务等部门", DutyRule.NamedActor)]
    [InlineData("登记办要公布办理进度。", "登记办", DutyRule.NamedActor)]
    [InlineData("街道（社区）应建立走访台账。", "街道（社区）", DutyRule.NamedActor)]
    [InlineData("林业站将对砍伐许可逐件复查。", "林业站", DutyRule.NamedActor)]
    [InlineData("严禁任何人转借公务油卡。", "任何人", DutyRule.Forbidden)]
    [InlineData("水务局牵头，林业局配合，开展河道清理。", "水务局", DutyRule.NamedActor)]
    [InlineData("护林人员进山巡护，须提前两日向林业站登记。", "护林人员", DutyRule.NamedActor)]
    public void The_party_is_read_from_the_form_of_the_sentence(string text, string party, DutyRule rule)
    {
        var duty = OnlyDuty(text);

        Assert.Equal(party, duty.Responsible);
        Assert.True(duty.ResponsibleExplicit);
        Assert.Equal(party, duty.ResponsibleAt!.Value.Of(text));
        Assert.Equal(rule, duty.Rule);
    }

    [Theory]
    [InlineData("（二）清理河道采砂许可（责任单位：水务局、林业站；完成时限：8月底前）。")]
    [InlineData("2.清理河道采砂许可。（牵头单位：水务局、林业站，时限：8月底前）")]
    public void A_bracket_behind_an_item_tells_party_and_limit_and_is_no_part_of_it(string text)
    {
        var duty = OnlyDuty(text);

        Assert.Equal("清理河道采砂许可", duty.Text);
        Assert.Equal("水务局、林业站", duty.Responsible);
        Assert.Equal("8月底前", duty.Due);
        Assert.Equal(duty.Due, duty.DueAt!.Value.Of(text));
    }

    [Fact]
    public void Items_of_one_line_given_away_in_brackets_each_keep_their_own_and_nothing_is_unlisted()
    {
        var decomposition = Decomposer.Decompose("2.清理河道采砂许可。（牵头单位：水务局）定期公布名单。（责任单位：林业站）");

        Assert.Equal([("清理河道采砂许可", "水务局"), ("定期公布名单", "林业站")], decomposition.Duties.Select(d => (d.Text, d.Responsible!)));
        Assert.Equal(["2", "（牵头单位：水务局）", "（责任单位：林业站）"], decomposition.NotDuties.Select(n => n.Text));
    }

    [Fact]
    public void A_party_of_the_sentence_before_counts_as_named_and_one_further_back_as_implied()
    {
        var duties = Decomposer.Decompose("档案室要清点库房。要建立借阅登记。要公布借阅名单。").Duties.ToList();

        Assert.All(duties, d => Assert.Equal("档案室", d.Responsible));
        Assert.Equal([true, true, false], duties.Select(d => d.ResponsibleExplicit));
    }

    [Fact]
    public void The_title_tells_the_party_where_no_sentence_does()
    {
        var duty = OnlyDuty("在全县纪检监察工作会议上的讲话\n同志们：\n一、抓监督\n制定派驻监督清单，开展专项检查，及时通报结果。");

        Assert.Equal("县纪委监委", duty.Responsible);
        Assert.False(duty.ResponsibleExplicit);
    }

    [Fact]
    public void A_time_phrase_at_the_head_holds_for_all_parts_of_the_sentence()
    {
        var duties = Decomposer.Decompose("今年采购科要编印操作手册，基建科要修订招标流程。").Duties.ToList();

        Assert.Equal(["采购科", "基建科"], duties.Select(d => d.Responsible));
        Assert.All(duties, d => Assert.Equal("今年", d.Due));
    }

    [Theory]
    [InlineData("保护环境是企业的社会责任。", Reason.Statement)]
    [InlineData("我们要深刻认识这项工作的重大意义。", Reason.Study)]
    [InlineData("全体干部要树立大局意识。", Reason.Attitude)]
    [InlineData("形成人人参与的良好局面。", Reason.Purpose)]
    [InlineData("去年，全局完成了仓库改造，修订制度12项。", Reason.Review)]
    [InlineData("个别科室台账记录不严格，问题依然存在。", Reason.Problem)]
    [InlineData("现将有关要求明确如下：", Reason.LeadIn)]
    public void What_is_no_duty_says_why(string text, Reason reason)
    {
        var decomposition = Decomposer.Decompose(text);

        Assert.Empty(decomposition.Duties);
        Assert.Contains(decomposition.NotDuties, n => n.Reason == reason);
        Assert.All(decomposition.NotDuties, n => Assert.False(string.IsNullOrWhiteSpace(n.Because.Zh) || string.IsNullOrWhiteSpace(n.Because.En)));
    }

    [Fact]
    public void A_purpose_behind_the_act_stays_outside_the_duty() =>
        Assert.Equal("仓储科要建立出入库台账，定期盘点", OnlyDuty("仓储科要建立出入库台账，定期盘点，推动管理水平全面提升。").Text);

    [Fact]
    public void An_open_quotation_does_not_swallow_the_line()
    {
        var duties = Decomposer.Decompose("要树立“四种观念，财务科要建立“小金库”排查台账，基建科要公示招标结果。").Duties;

        Assert.Equal(["财务科", "基建科"], duties.Select(d => d.Responsible));
    }

    [Fact]
    public void Blanks_within_the_sentence_and_full_width_figures_are_read_over_but_quoted()
    {
        const string Text = "财 务 科 要 于 每 月 ５ 日 前 报 送\u00A0明 细 表 ；";

        var duty = OnlyDuty(Text);

        Assert.Equal("财 务 科 要 于 每 月 ５ 日 前 报 送\u00A0明 细 表", duty.Text);
        Assert.Equal("每 月 ５ 日 前", duty.Due);
        Assert.Equal("财务科", duty.Responsible);
    }

    [Fact]
    public void What_a_reseller_put_before_the_title_is_no_duty()
    {
        var decomposition = Decomposer.Decompose("会员群：        \n请立即扫码订阅，举报倒卖会员的人有奖！\n\n\n在全县财政工作会议上的讲话\n同志们：\n各镇要报送预算执行表。");

        Assert.Equal("各镇要报送预算执行表", Assert.Single(decomposition.Duties).Text);
        Assert.Equal(2, decomposition.NotDuties.Count(n => n.Reason == Reason.Advertising));
    }

    [Theory]
    [InlineData("一、", "一是", "（一）", "（1）")]
    [InlineData("（二）", "二是", "1.", "第三，")]
    public void Numbering_is_known_by_its_form_not_by_its_order(string heading, string first, string second, string third)
    {
        var duties = Decomposer.Decompose($"{heading}强化日常管理\n{first}各科室要建立台账。\n{second}各科室要报送报表，每月公示一次。\n{third}各科室要清点物资。").Duties.ToList();

        Assert.Equal(3, duties.Count);
        Assert.All(duties, d => Assert.Equal("各科室", d.Responsible));
    }

    [Fact]
    public void Masked_numbers_are_not_read_as_figures()
    {
        var duty = OnlyDuty("督查室要开展×轮督查，对**个项目逐项核对。");

        Assert.Equal("督查室", duty.Responsible);
        Assert.Null(duty.Due);
        Assert.Null(duty.Cycle);
    }

    [Fact]
    public void Json_holds_one_object_a_line_with_exact_offsets()
    {
        const string Text = "在全局工作会议上的讲话\r\n同志们：\r\n采购科要于每季度末公示采购清单，形成阳光采购格局。\r\n";
        using var stream = new MemoryStream();

        JsonLines.Write(Decomposer.Decompose(Text), stream);

        var objects = Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.All(objects, o => Assert.Equal(Text[o.GetProperty("start").GetInt32()..o.GetProperty("end").GetInt32()], o.GetProperty("text").GetString()));
        Assert.All(objects, o => Assert.Equal(["kind", "text", "start", "end", "responsible", "responsibleExplicit", "cycle", "due", "deliverable", "reason"], o.EnumerateObject().Select(p => p.Name)));
        var duty = Assert.Single(objects, o => o.GetProperty("kind").GetString() == "duty");
        Assert.Equal("quarterly", duty.GetProperty("cycle").GetString());
        Assert.Equal("采购科", duty.GetProperty("responsible").GetString());
        Assert.Equal(JsonValueKind.Null, duty.GetProperty("reason").ValueKind);
        Assert.All(objects.Where(o => o.GetProperty("kind").GetString() == "not-duty"), o => Assert.Equal(JsonValueKind.String, o.GetProperty("reason").ValueKind));
    }
}
