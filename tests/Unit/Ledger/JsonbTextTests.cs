using System.Text;
using Qinglian.Kernel.Ledger;

namespace Qinglian.Tests.Unit.Ledger;

/// <summary>JSON printed as the database prints it; the expected texts were printed by PostgreSQL.</summary>
public sealed class JsonbTextTests
{
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("[]", "[]")]
    [InlineData("""{"bb":1,"a":[1,true,null],"ab":{"z":"x"}}""", """{"a": [1, true, null], "ab": {"z": "x"}, "bb": 1}""")]
    [InlineData("""{"é":1,"zz":2,"b":3}""", """{"b": 3, "zz": 2, "é": 1}""")]
    [InlineData("[1.50,0,-0,1e3,1.5E-3,-0.0]", "[1.50, 0, 0, 1000, 0.0015, 0.0]")]
    [InlineData("""["\u4e2d\/\u0001\t\"\\"]""", """["中/\u0001\t\"\\"]""")]
    public void The_text_is_the_one_the_database_prints(string json, string expected) => Assert.Equal(expected, Encoding.UTF8.GetString(JsonbText.Of(Encoding.UTF8.GetBytes(json))));
}
