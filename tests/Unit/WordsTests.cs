using Qinglian.Kernel;

namespace Qinglian.Tests.Unit;

public sealed class WordsTests
{
    [Fact]
    public void A_text_takes_the_same_values_in_both_languages()
    {
        var words = new Words("第 {0} 行：{1}", "Row {0}: {1}").With(3, new Words("缺少姓名", "no name"));

        Assert.Equal("第 3 行：缺少姓名", words.Zh);
        Assert.Equal("Row 3: no name", words.En);
    }

    [Fact]
    public void A_text_is_written_into_a_record_as_its_two_languages_and_nothing_else()
    {
        var json = System.Text.Json.JsonSerializer.Serialize(new Words("编号", "number"), Kernel.Procedures.ContentJson.Options);

        Assert.Equal("""{"zh":"编号","en":"number"}""", json);
    }
}
