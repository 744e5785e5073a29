using System.Text.RegularExpressions;
using Qinglian.Kernel;

namespace Qinglian.Data.Accounts;

/// <summary>What people type at the door as their name: letters of any script, digits, and . _ - between them.</summary>
public static partial class UserNames
{
    public static Words Hint { get; } = new("2至40个字，可用汉字、字母、数字和 . _ -；不要用身份证号或手机号。", "2 to 40 letters, digits and . _ - ; never an identity number or a telephone number.");

    public static Words? Check(string name) =>
        !Shape().IsMatch(name) ? Hint
        : Number().IsMatch(name) ? new("不要用身份证号或手机号作用户名。", "An identity number or a telephone number is no user name.")
        : null;

    [GeneratedRegex(@"^(?=.{2,40}$)[\p{L}\p{N}]+([._-][\p{L}\p{N}]+)*$")]
    private static partial Regex Shape();

    [GeneratedRegex(@"^(1\d{10}|\d{17}[\dXx])$")]
    private static partial Regex Number();
}
