using System.Text;
using Qinglian.Data.Accounts;
using Qinglian.Kernel;

namespace Qinglian.Tests.Integration.Accounts;

public sealed class TotpTests
{
    private static readonly byte[] Seed = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B; the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string expected) => Assert.Equal(expected, Totp.Code(Seed, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_wrong_by_one_step(int steps, bool accepted)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_772_000_000);

        Assert.Equal(accepted, Totp.Match(Seed, Totp.Code(Seed, Totp.StepAt(now) + steps), now) is not null);
    }

    [Theory]
    [InlineData("287 082", true)]
    [InlineData("２８７０８２", true)]
    [InlineData("28708", false)]
    [InlineData("2870822", false)]
    [InlineData("", false)]
    [InlineData("２８７０８X", false)]
    public void A_code_may_be_typed_with_spaces_and_on_any_keyboard(string typed, bool accepted) =>
        Assert.Equal(accepted, Totp.Match(Seed, typed, DateTimeOffset.FromUnixTimeSeconds(59)) is not null);

    /// <summary>RFC 4648, section 10.</summary>
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void The_seed_is_written_as_apps_read_it(string octets, string expected) => Assert.Equal(expected, Totp.Text(Encoding.ASCII.GetBytes(octets)));

    [Fact]
    public void A_code_on_paper_may_be_misread_where_letters_look_alike()
    {
        var person = new PersonId(Guid.Parse("01900000-0000-7000-8000-000000000001"));

        Assert.Equal(OneTimeCode.Hash(person, "A01B-11CD-0000-9999"), OneTimeCode.Hash(person, " aoib lIcd OOOO 9999"));
        Assert.NotEqual(OneTimeCode.Hash(person, "A01B-11CD-0000-9999"), OneTimeCode.Hash(new(Guid.Empty), "A01B-11CD-0000-9999"));
    }
}
