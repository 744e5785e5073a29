using FsCheck;
using FsCheck.Fluent;
using Qinglian.Kernel.Organisations;

namespace Qinglian.Tests.Unit.Registers;

public sealed class CheckedNumberTests
{
    private const string Example = "91350100M000100Y43";
    private const string Letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    [Theory]
    [InlineData(Example, true)]
    [InlineData("91350100M000100Y44", false)]
    [InlineData("91350100M000100Y4", false)]
    [InlineData("91350100M000100Y4I", false)]
    [InlineData("9135010OM000100Y43", false)]
    [InlineData("", false)]
    public void A_credit_code_is_known_by_its_check_character(string code, bool right) => Assert.Equal(right, CheckedNumbers.IsCreditCode(code));

    /// <summary>31 is prime and every weight is smaller, so one wrong character always shows.</summary>
    [Fact]
    public void One_wrong_character_in_a_credit_code_is_always_found() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Gen.Choose(0, 17).ToArbitrary(), Gen.Choose(0, Letters.Length - 1).ToArbitrary(),
        (place, letter) => Example[place] == Letters[letter] || !CheckedNumbers.IsCreditCode(Example[..place] + Letters[letter] + Example[(place + 1)..])));

    [Theory]
    [InlineData("11010519491231002X", true)]
    [InlineData("11010519491231002x", true)]
    [InlineData("110105194912310021", false)]
    [InlineData("2024-0017", false)]
    public void An_identity_number_is_recognised_so_that_it_can_be_refused(string number, bool recognised) => Assert.Equal(recognised, CheckedNumbers.IsCitizenNumber(number));
}
