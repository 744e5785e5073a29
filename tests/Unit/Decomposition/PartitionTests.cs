using System.Text;
using Qinglian.Responsibilities.Decomposition;

namespace Qinglian.Tests.Unit.Decomposition;

/// <summary>Nothing of a text is lost or told twice, whatever the text is.</summary>
public sealed class PartitionTests
{
    private const string Pieces = "要必须应各级党委党组督促推动由请严禁不得每月5日前年度定期，。；：、！？“”《》（）()\"'—…*×０９ \t\u00A0\u3000\n\r是的了在对把将一、一是（一）1.第一同志们建立制度清单开展检查A\uD83D\uDE00\uD800\0";

    [Fact]
    public void Our_texts_are_covered_without_gap_or_overlap()
    {
        foreach (var name in (string[])["health-notice", "township-speech", "enterprise-speech", "transport-speech", "school-plan"])
            foreach (var text in Gold.Own(name).Texts.Values)
                Covers(text);
    }

    [Fact]
    public void A_table_of_tasks_is_covered_wherever_it_is_cut()
    {
        const string Table = "附件\r\n序号\t 工作 任务\t责任单位\t完成时限\r\n1\t编制“名录，在码头公开。每月通报\t港务科、\t６月底前\r\n\t\t\t\r\n2\t核对账目（责任单位：财务科）\t\t长期\n\n要点\t甲";
        for (var end = 0; end <= Table.Length; end++)
            Covers(Table[..end]);
    }

    [Fact]
    public void A_very_long_paragraph_without_stops_is_read() => Covers(string.Concat(Enumerable.Repeat("港务科要下载转载清单，定期报送", 20_000)));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("”“”“《》（")]
    [InlineData("，。，。")]
    [InlineData("要")]
    [InlineData("由")]
    [InlineData("请")]
    [InlineData("督促")]
    [InlineData("各级")]
    [InlineData("\uD83D\uDE00要\uD800")]
    public void Scraps_are_read_without_fault(string text) => Covers(text);

    [Fact]
    public void Random_texts_are_covered_without_gap_or_overlap()
    {
        var chance = new Random(20231);
        for (var i = 0; i < 1200; i++)
        {
            var text = new StringBuilder();
            for (var length = chance.Next(120); length > 0; length--)
                text.Append(Pieces[chance.Next(Pieces.Length)]);
            Covers(text.ToString());
        }
    }

    [Fact]
    public void Words_and_marks_of_rules_and_tables_in_any_order_are_covered()
    {
        string[] pieces = ["\t", "\n", "\r\n", "责任单位", "工作任务", "完成时限", "（责任单位：甲局）", "（完成时限：6月底前；责任单位：乙局）", "。", "，", "；", "“", "”", "（", "）", "各级", "要", "建立台账", "每月", "第三条", "1.", "④", "一、", "对", "的", "凡", "不得", "由", "请", "会议要求", "如下", "制定本办法", "\u3000", "去年", "了", "：", "！"];
        var chance = new Random(5);
        for (var i = 0; i < 4000; i++)
            Covers(string.Concat(Enumerable.Range(0, chance.Next(25)).Select(_ => pieces[chance.Next(pieces.Length)])));
    }

    [Fact]
    public void A_cut_text_is_covered_wherever_it_is_cut()
    {
        var text = Gold.Own("township-speech").Texts.Values.Single();
        for (var end = 0; end < text.Length; end += 7)
            Covers(text[..end]);
    }

    [Fact]
    public void A_very_long_line_is_read() => Covers(string.Concat(Enumerable.Repeat("各级要建立台账，“定期", 20_000)));

    private static void Covers(string text)
    {
        var passages = Decomposer.Decompose(text).Passages;
        var at = 0;
        foreach (var passage in passages)
        {
            Assert.True(passage.At.Start >= at, "passages overlap");
            Assert.Equal(text[passage.At.Start..passage.At.End], passage.Text);
            Assert.True(passage.At.Length > 0);
            OnlySeparators(text, at, passage.At.Start);
            at = passage.At.End;
        }

        OnlySeparators(text, at, text.Length);
    }

    private static void OnlySeparators(string text, int start, int end)
    {
        foreach (var c in text.AsSpan(start, end - start))
            Assert.False(char.IsLetterOrDigit(c), $"“{c}” is in no passage of: {text}");
    }
}
