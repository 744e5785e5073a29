using System.Globalization;

namespace Qinglian.Kernel;

/// <summary>How dates and numbers are written in each language.</summary>
public static class Cultures
{
    public static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static CultureInfo Culture(this Language language) => language switch
    {
        Language.Chinese => Chinese,
        Language.English => English,
    };
}
